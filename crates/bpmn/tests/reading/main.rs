//! No bytes make the reader, the checks or the engine panic: broken, changed and recombined models.

#[path = "../drawing/mod.rs"]
#[expect(dead_code, reason = "models are compiled by what is tested")]
mod drawing;
mod entry_points;

use std::path::Path;

/// Changed models of an ordinary run.
const RUNS: u64 = 1_500;

/// Models with something of everything, written small.
const DRAWINGS: [&str; 5] = [
    "s: start\nt: user\nb: boundary on=t cancelActivity=false /after PT1H\nx: xor default=x_e\nr: script /script { v: v - 1 }\ne: end\nf: end /terminate\n\
     s -> t\nt -> x\nx -> r if v > 1\nr -> t\nx -> e else\nb -> f",
    "s: start\no: or\na: user /times 3\nb: service /while v > 2\nj: or\ne: end\ns -> o\no -> a if v > 1\no -> b if v > 2\na -> j\nb -> j\nj -> e",
    "s: start\np: transaction {\ni: start\nt: user\nu: boundary on=t /compensate\nh: service isForCompensation=true\nh2: association sourceRef=u targetRef=h\n\
     c: end /cancel\ni -> t\nt -> c\n}\nk: boundary on=p /cancel\nd: throw /compensate\ne: end\nf: end\ns -> p\np -> e\nk -> d\nd -> f",
    "s: start\np: sub {\ni: start\nt: receiveTask messageRef=message_post\ne2: end /error broken\ni -> t\nt -> e2\n\
     v: sub triggeredByEvent=true {\nvs: start isInterrupting=false /signal bell\nvt: user\nve: end /escalation up\nvs -> vt\nvt -> ve\n}\n}\n\
     eb: boundary on=p /error broken\neg: event\nm: catch /message post\nw: catch /when v > 2\nq: xor\nl: throw /link on\nk: catch /link on\ne: end\n\
     s -> p\np -> eg\neb -> eg\neg -> m\neg -> w\nm -> q\nw -> q\nq -> l\nk -> e",
    "s: start\na: adHocSubProcess ordering=Sequential {\nx1: user\nx2: task\n}\nc: complexGateway\nf: and\nt: task startQuantity=1 completionQuantity=2\n\
     u: user startQuantity=2\ng: call calledElement=p2\ne: end\ns -> a\na -> f\nf -> c\nf -> t\nt -> u\nu -> c\nc -> e",
];

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

fn models() -> Vec<String> {
    let mut models: Vec<String> = DRAWINGS.iter().map(|d| drawing::xml(d)).collect();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/conformance/bpmn-execution/models");
    let mut files: Vec<_> = std::fs::read_dir(cases)
        .into_iter()
        .flatten()
        .flatten()
        .map(|f| f.path())
        .collect();
    files.sort();
    models.extend(files.iter().filter_map(|f| std::fs::read_to_string(f).ok()));
    models
}

/// Pieces between quotation marks and angle brackets: names, ids, values, texts.
fn pieces(xml: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut from = None;
    for (at, c) in xml.char_indices() {
        if matches!(c, '"' | '<' | '>' | ' ') {
            if let Some(from) = from.filter(|from| at > *from) {
                pieces.push((from, at));
            }
            from = Some(at + c.len_utf8());
        }
    }
    pieces
}

/// A piece becomes another, a line goes or comes twice, or a byte changes.
fn change(xml: &str, dice: &mut Dice) -> Vec<u8> {
    match dice.below(6) {
        0..=2 => {
            let pieces = pieces(xml);
            let ((a, b), (c, d)) = (
                pieces[dice.below(pieces.len())],
                pieces[dice.below(pieces.len())],
            );
            format!("{}{}{}", &xml[..a], &xml[c..d], &xml[b..]).into_bytes()
        }
        3 | 4 => {
            let mut lines: Vec<&str> = xml.lines().collect();
            let (from, to) = (dice.below(lines.len()), dice.below(lines.len()));
            let line = lines[from];
            if dice.below(2) == 0 {
                lines.remove(from);
            } else {
                lines.insert(to, line);
            }
            lines.join("\n").into_bytes()
        }
        _ => {
            let mut bytes = xml.as_bytes().to_vec();
            let at = dice.below(bytes.len());
            bytes[at] = dice.below(256) as u8;
            bytes
        }
    }
}

#[test]
fn the_drawings_are_read_and_run() {
    for drawing in DRAWINGS {
        entry_points::model(drawing::xml(drawing).as_bytes());
    }
    let errors = |n: usize| drawing::compile(DRAWINGS[n]).err().unwrap_or_default();
    for n in 0..4 {
        assert_eq!(errors(n), [], "drawing {n}");
    }
}

#[test]
fn the_fuzz_target_starts_from_these_drawings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/vectors/bpmn");
    for (n, drawing) in DRAWINGS.iter().enumerate() {
        let path = folder.join(format!("drawing-{n}.bpmn"));
        let xml = drawing::xml(drawing);
        if std::env::var_os("WRITE_VECTORS").is_some() {
            std::fs::write(&path, &xml).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            xml,
            "{}: write it with WRITE_VECTORS=1",
            path.display()
        );
    }
}

#[test]
fn changed_models_do_not_panic() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse().ok());
    let models = models();
    let seeds = number("SEED").map_or(0..number("RUNS").unwrap_or(RUNS), |seed| seed..seed + 1);
    for seed in seeds {
        let mut dice = Dice(seed);
        let mut model = models[dice.below(models.len())].clone().into_bytes();
        for _ in 0..=dice.below(3) {
            let text = String::from_utf8_lossy(&model).into_owned();
            if text.len() > 20 && text.contains('<') {
                model = change(&text, &mut dice);
            }
        }
        if let Err(failure) = std::panic::catch_unwind(|| entry_points::model(&model)) {
            println!(
                "failed with SEED={seed}:\n{}",
                String::from_utf8_lossy(&model)
            );
            std::panic::resume_unwind(failure);
        }
    }
}

#[test]
fn random_bytes_do_not_panic() {
    let mut dice = Dice(7);
    for length in 0..400 {
        let bytes: Vec<u8> = (0..length).map(|_| dice.below(256) as u8).collect();
        entry_points::model(&bytes);
    }
}
