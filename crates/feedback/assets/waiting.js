// Sends answers that wait on this device, when their time has come: without cookies, so that nobody is told who sends.
"use strict";
(() => {
  const KEY = "diwan-feedback-waiting";
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch { return []; } };
  const drop = (one) => {
    const left = read().filter((w) => w.body.token !== one.body.token);
    if (left.length) localStorage.setItem(KEY, JSON.stringify(left));
    else localStorage.removeItem(KEY);
  };
  const send = async () => {
    for (const one of read().filter((w) => w.due <= Date.now())) {
      try {
        const answer = await fetch("/api/v1/feedback/answers", {
          method: "POST",
          credentials: "omit",
          referrerPolicy: "no-referrer",
          headers: { "content-type": "application/json", accept: "application/json" },
          body: JSON.stringify(one.body),
        });
        // Taken, or never to be taken: either way it need not be sent again.
        if (answer.ok || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) drop(one);
      } catch { return; }
    }
    document.dispatchEvent(new Event("diwan-feedback-sent"));
    plan();
  };
  const plan = () => {
    const next = Math.min(...read().map((w) => w.due));
    if (Number.isFinite(next)) setTimeout(send, Math.max(1000, Math.min(next - Date.now(), 2 ** 31 - 1)));
  };
  document.addEventListener("diwan-feedback-send", send);
  plan();
})();
