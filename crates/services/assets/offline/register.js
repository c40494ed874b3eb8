// On every page: the worker, and a word about what is kept and not sent.
(() => {
  const own = document.currentScript;
  const words = JSON.parse(own.dataset.words || "{}");
  const person = own.dataset.person || "";
  if (!navigator.serviceWorker || !window.indexedDB || !window.isSecureContext) return;
  navigator.serviceWorker.register("/worker.js").catch(() => {});
  let waiting = 0;

  const tell = async () => {
    await kept.setting("lang", document.documentElement.lang);
    await kept.sweep(person);
    const mine = (await kept.answers()).filter((one) => one.owner === person);
    waiting = mine.length;
    const main = document.querySelector("main");
    if (!waiting || !main || document.querySelector("[data-outbox]")) return;
    const note = document.createElement("p");
    note.className = "inset";
    const link = document.createElement("a");
    link.href = "/offline";
    link.textContent = words["kept-see"];
    note.append(words["kept-waiting"], " ", link);
    main.prepend(note);
  };
  tell().catch(() => {});

  // An application that was sent or thrown away goes from this phone as soon as the office's answer is here.
  const DONE = "diwan-done";
  for (const form of document.querySelectorAll('form[action^="/drafts/"]')) form.addEventListener("submit", () => {
    const [, draft] = /^\/drafts\/([0-9a-f]{32})\/(?:submit|delete)$/.exec(form.getAttribute("action")) || [];
    if (draft) sessionStorage.setItem(DONE, draft);
  });
  const done = sessionStorage.getItem(DONE);
  if (done && !location.pathname.startsWith("/drafts/")) {
    sessionStorage.removeItem(DONE);
    kept.forget(done).catch(() => {});
  }

  // Before the listeners of the document: what is asked here may be declined.
  for (const out of document.querySelectorAll('form[action="/sign-out"]')) out.addEventListener("submit", (event) => {
    if (waiting && !confirm(words["kept-sign-out"])) return event.preventDefault();
    kept.clear().catch(() => {});
  });
})();
