//! The house's own notices, in three languages. A pack's notices are in its own texts.

use crate::record::fact::Short;

/// Subject and body of the notice `key` in `language` (English where it is not one of ours).
/// `task` may be empty.
pub(crate) fn notice(
    language: &str,
    key: &str,
    number: &str,
    task: &str,
    link: &str,
) -> (String, String) {
    let words = NOTICES
        .iter()
        .find(|n| n.0 == key)
        .map_or(NOTICES[0].1, |n| n.1);
    let words = match language {
        "ar" => words[0],
        "fr" => words[2],
        _ => words[1],
    };
    let fill = |text: &str| text.replace("{number}", number).replace("{task}", task);
    let body = format!("{}\n\n{link}\n", fill(words.1));
    (fill(words.0), body)
}

/// What an SMS or a push message says in place of a notice: what has happened to which case, and where to read it.
pub(crate) fn short(language: &str, key: &str, number: &str, link: &str) -> Short {
    let own = SHORT.iter().find(|s| s.0 == key);
    let text = match own {
        Some((_, words)) => match language {
            "ar" => words[0],
            "fr" => words[2],
            _ => words[1],
        }
        .replace("{number}", number),
        // The house's own subjects tell nothing but the number.
        None => notice(language, key, number, "", "").0,
    };
    Short {
        text,
        link: link.to_owned(),
    }
}

/// Key, then Arabic, English, French.
const SHORT: &[(&str, [&str; 3])] = &[
    (
        "news",
        [
            "جديد في المعاملة {number}",
            "There is news in case {number}",
            "Du nouveau dans le dossier {number}",
        ],
    ),
    (
        "phone-code",
        [
            "رمز تأكيد رقمك هو {number}. يصلح لعشر دقائق.",
            "The code for your number is {number}. It works for ten minutes.",
            "Le code pour votre numéro est {number}. Il est valable dix minutes.",
        ],
    ),
];

type Words = (&'static str, &'static str);

/// Key, then Arabic, English, French: subject and body.
const NOTICES: &[(&str, [Words; 3])] = &[
    (
        "assigned",
        [
            (
                "مهمة جديدة في المعاملة {number}",
                "أسند إليك النظام بالقرعة المهمة: {task}\nفي المعاملة {number}.",
            ),
            (
                "A new task in case {number}",
                "The system gave you this task: {task}\nin case {number}.",
            ),
            (
                "Nouvelle tâche dans le dossier {number}",
                "Le système vous a confié cette tâche : {task}\ndans le dossier {number}.",
            ),
        ],
    ),
    (
        "reminder",
        [
            (
                "تذكير: موعد قريب في المعاملة {number}",
                "يقترب الموعد النهائي للمهمة: {task}\nفي المعاملة {number}.",
            ),
            (
                "Reminder: a deadline in case {number}",
                "The deadline of this task is near: {task}\nin case {number}.",
            ),
            (
                "Rappel : échéance dans le dossier {number}",
                "L'échéance de cette tâche approche : {task}\ndans le dossier {number}.",
            ),
        ],
    ),
    (
        "overdue",
        [
            (
                "تجاوز الموعد في المعاملة {number}",
                "انقضى الموعد النهائي للمهمة: {task}\nفي المعاملة {number}.",
            ),
            (
                "Overdue in case {number}",
                "The deadline of this task has passed: {task}\nin case {number}.",
            ),
            (
                "Retard dans le dossier {number}",
                "L'échéance de cette tâche est dépassée : {task}\ndans le dossier {number}.",
            ),
        ],
    ),
    (
        "lapsed",
        [
            (
                "قرار ضمني في المعاملة {number}",
                "انقضى الموعد القانوني دون قرار في المهمة: {task}\nفسرى القرار الضمني وفق القانون في المعاملة {number}.",
            ),
            (
                "Tacit decision in case {number}",
                "The law's time passed without a decision in this task: {task}\nThe tacit decision that the law provides now holds in case {number}.",
            ),
            (
                "Décision tacite dans le dossier {number}",
                "Le délai légal a expiré sans décision pour cette tâche : {task}\nLa décision tacite prévue par la loi s'applique au dossier {number}.",
            ),
        ],
    ),
    (
        "waiting",
        [
            (
                "لا يوجد من يتولى مهمة في المعاملة {number}",
                "لا يوجد موظف مؤهل متاح للمهمة: {task}\nفي المعاملة {number}. تُجرى القرعة حالما يتوفر أحدهم.",
            ),
            (
                "Nobody is free for a task in case {number}",
                "No eligible official is available for this task: {task}\nin case {number}. It is drawn as soon as somebody is.",
            ),
            (
                "Personne n'est disponible pour une tâche du dossier {number}",
                "Aucun agent habilité n'est disponible pour cette tâche : {task}\ndans le dossier {number}. Le tirage aura lieu dès que possible.",
            ),
        ],
    ),
    (
        "stopped",
        [
            (
                "توقفت المعاملة {number}",
                "توقفت المعاملة {number} بسبب عطل عند: {task}\nلا تتابع سيرها حتى يُصلَح العطل. هنا ما حدث وما يمكن فعله:",
            ),
            (
                "Case {number} has stopped",
                "Case {number} was stopped by a fault at: {task}\nIt does not go on until the fault is mended. What happened, and what can be done:",
            ),
            (
                "Le dossier {number} est arrêté",
                "Le dossier {number} est arrêté par une panne à : {task}\nIl ne se poursuit pas tant qu'elle n'est pas réparée. Ce qui s'est passé, et ce qui peut être fait :",
            ),
        ],
    ),
    (
        "mend",
        [
            (
                "اقتراح إصلاح ينتظر شخصًا ثانيًا في المعاملة {number}",
                "اقتُرح إصلاح العطل الذي أوقف المعاملة {number} عند: {task}\nلا يُنفَّذ إلا إذا أكّده شخص ثانٍ. اقرأه ثم أكّده أو ارفضه:",
            ),
            (
                "A mend waits for a second person in case {number}",
                "Somebody proposed how to mend what stopped case {number} at: {task}\nIt is done only when a second person confirms it. Read it, then confirm or refuse it:",
            ),
            (
                "Une réparation attend une seconde personne dans le dossier {number}",
                "Une réparation est proposée pour ce qui a arrêté le dossier {number} à : {task}\nElle n'est faite que si une seconde personne la confirme. Lisez-la, puis confirmez-la ou refusez-la :",
            ),
        ],
    ),
    (
        "message",
        [
            (
                "رسالة جديدة في المعاملة {number}",
                "وصلت رسالة جديدة في المعاملة {number}.",
            ),
            (
                "A new message in case {number}",
                "There is a new message in case {number}.",
            ),
            (
                "Nouveau message dans le dossier {number}",
                "Il y a un nouveau message dans le dossier {number}.",
            ),
        ],
    ),
    (
        "migrated",
        [
            (
                "تغيّرت نسخة الإجراء في المعاملة {number}",
                "تسير المعاملة {number} من الآن وفق نسخة أخرى من الإجراء. اقرأ في صفحتها ما الذي يعنيه ذلك لك.",
            ),
            (
                "The procedure of case {number} has changed",
                "Case {number} follows another version of its procedure from now on. Its page tells what that means for you.",
            ),
            (
                "La procédure du dossier {number} a changé",
                "Le dossier {number} suit désormais une autre version de sa procédure. Sa page dit ce que cela signifie pour vous.",
            ),
        ],
    ),
    (
        "information-asked",
        [
            (
                "مطلوب منك شيء في المعاملة {number}",
                "تحتاج الدائرة إلى شيء منك لإتمام المهمة: {task}\nفي المعاملة {number}. تجد في صفحتها ما هو المطلوب وإلى متى، وأن مهلة الدائرة متوقّفة حتى تجيب.",
            ),
            (
                "You are asked for something in case {number}",
                "The office needs something from you for: {task}\nin case {number}. Its page says what, until when, and that the office's time stands still until you answer.",
            ),
            (
                "Un élément vous est demandé dans le dossier {number}",
                "L'administration a besoin d'un élément de votre part pour : {task}\ndans le dossier {number}. Sa page dit lequel, jusqu'à quand, et que le délai de l'administration est suspendu jusqu'à votre réponse.",
            ),
        ],
    ),
    (
        "information-given",
        [
            (
                "وصل الجواب في المعاملة {number}",
                "أجاب صاحب الطلب عمّا سألته في المهمة: {task}\nفي المعاملة {number}. استؤنفت المهلة بما بقي منها.",
            ),
            (
                "The answer is there in case {number}",
                "The applicant answered what you asked for: {task}\nin case {number}. The time runs again for what was left of it.",
            ),
            (
                "La réponse est arrivée dans le dossier {number}",
                "Le demandeur a répondu à votre question pour : {task}\ndans le dossier {number}. Le délai reprend pour ce qu'il en restait.",
            ),
        ],
    ),
    (
        "information-lapsed",
        [
            (
                "انقضت مهلة الجواب في المعاملة {number}",
                "لم يصل جواب في الوقت المحدد للمهمة: {task}\nفي المعاملة {number}. تتابع الدائرة العمل من دونه، واستؤنفت مهلتها.",
            ),
            (
                "No answer came in time in case {number}",
                "No answer came in time for: {task}\nin case {number}. The office goes on without it, and its time runs again.",
            ),
            (
                "Aucune réponse dans le délai, dossier {number}",
                "Aucune réponse n'est arrivée à temps pour : {task}\ndans le dossier {number}. L'administration poursuit sans elle, et son délai court de nouveau.",
            ),
        ],
    ),
    (
        "information-withdrawn",
        [
            (
                "لم يعد مطلوبًا منك شيء في المعاملة {number}",
                "سُحب السؤال الذي وُجّه إليك للمهمة: {task}\nفي المعاملة {number}. لا يلزمك أن تفعل شيئًا، واستؤنفت مهلة الدائرة.",
            ),
            (
                "Nothing more is asked of you in case {number}",
                "What you were asked for is withdrawn: {task}\nin case {number}. You need do nothing, and the office's time runs again.",
            ),
            (
                "Plus rien ne vous est demandé dans le dossier {number}",
                "La question qui vous était posée est retirée : {task}\ndans le dossier {number}. Vous n'avez rien à faire, et le délai de l'administration court de nouveau.",
            ),
        ],
    ),
    (
        "corrected",
        [
            (
                "صُحّحت هفوة في المعاملة {number}",
                "صحّح الموظف هفوة كتابية في المهمة: {task}\nفي المعاملة {number}. لا يتغيّر القرار نفسه، ويبقى ما كُتب أولًا ظاهرًا بجانب التصحيح.",
            ),
            (
                "A slip was corrected in case {number}",
                "The official corrected a slip of the pen in: {task}\nin case {number}. What was decided does not change, and what was written first stays beside the correction.",
            ),
            (
                "Une erreur de plume a été corrigée dans le dossier {number}",
                "L'agent a corrigé une erreur de plume dans : {task}\ndans le dossier {number}. La décision ne change pas, et ce qui était écrit d'abord reste visible à côté de la correction.",
            ),
        ],
    ),
    (
        "webhook",
        [
            (
                "أُنهي إرسال الأحداث إلى عنوان خارجي",
                "لم يقبل العنوان الذي تُرسل إليه أحداث المعاملات شيئًا منذ أيام، فأُنهي الإرسال إليه. تفاصيل ما لم يصل هنا، ويمكن إضافة العنوان من جديد بعد إصلاحه:",
            ),
            (
                "A webhook was ended",
                "The address to which events of cases are sent has taken nothing for days, so nothing is sent to it any more. What did not arrive is listed here; add the address again when it is mended:",
            ),
            (
                "Un webhook a été arrêté",
                "L'adresse à laquelle les événements des dossiers sont envoyés n'accepte plus rien depuis des jours : l'envoi est arrêté. Ce qui n'est pas arrivé figure ici ; ajoutez l'adresse de nouveau quand elle sera réparée :",
            ),
        ],
    ),
    (
        "new-device",
        [
            (
                "دخول إلى حسابك من جهاز جديد",
                "دخل أحدهم إلى حسابك من جهاز لم يُستعمل من قبل: {task}\nإن كان ذلك منك فلا حاجة إلى شيء. وإلّا فيمكنك إنهاء تلك الجلسة هنا، ثم تأمين بريدك الإلكتروني:",
            ),
            (
                "A new device signed in to your account",
                "Somebody signed in to your account with a device that was not used before: {task}\nIf it was you, do nothing. If not, end that session here, then secure your e-mail:",
            ),
            (
                "Connexion à votre compte depuis un nouvel appareil",
                "Quelqu'un s'est connecté à votre compte depuis un appareil jamais utilisé : {task}\nSi c'était vous, ne faites rien. Sinon, mettez fin à cette session ici, puis sécurisez votre messagerie :",
            ),
        ],
    ),
    (
        "passkey-added",
        [
            (
                "أُضيف مفتاح مرور إلى حسابك",
                "أُضيف مفتاح مرور إلى حسابك: {task}\nإن لم تكن هذه الإضافة منك فيمكنك إزالته هنا وإنهاء الجلسات الأخرى:",
            ),
            (
                "A passkey was added to your account",
                "A passkey was added to your account: {task}\nIf you did not add it, remove it here and end the other sessions:",
            ),
            (
                "Une clé d'accès a été ajoutée à votre compte",
                "Une clé d'accès a été ajoutée à votre compte : {task}\nSi ce n'était pas vous, supprimez-la ici et mettez fin aux autres sessions :",
            ),
        ],
    ),
    (
        "passkey-removed",
        [
            (
                "أُزيل مفتاح مرور من حسابك",
                "أُزيل مفتاح مرور من حسابك: {task}\nإن لم تكن هذه الإزالة منك فيمكنك إنهاء الجلسات الأخرى هنا:",
            ),
            (
                "A passkey was removed from your account",
                "A passkey was removed from your account: {task}\nIf you did not remove it, end the other sessions here:",
            ),
            (
                "Une clé d'accès a été retirée de votre compte",
                "Une clé d'accès a été retirée de votre compte : {task}\nSi ce n'était pas vous, mettez fin aux autres sessions ici :",
            ),
        ],
    ),
    (
        "code",
        [
            (
                "رمز الدخول: {task}",
                "رمز الدخول هو {task}\nيصلح لعشر دقائق. إن لم تطلبه فتجاهل هذه الرسالة. لن نطلب منك هذا الرمز بالهاتف أبدًا.",
            ),
            (
                "Your sign-in code: {task}",
                "Your sign-in code is {task}\nIt works for ten minutes. If you did not ask for it, ignore this message. We never ask for this code by telephone.",
            ),
            (
                "Votre code de connexion : {task}",
                "Votre code de connexion est {task}\nIl est valable dix minutes. Si vous ne l'avez pas demandé, ignorez ce message. Nous ne demandons jamais ce code par téléphone.",
            ),
        ],
    ),
];
