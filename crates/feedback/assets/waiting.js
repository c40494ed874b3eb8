// Sends answers that wait on this device, when their time has come: without cookies, so that nobody is told who sends, and not
// before five cases have had a token of the same key: the only one who could answer would be known by answering.
"use strict";
(() => {
  const KEY = "diwan-feedback-waiting";
  const AGAIN = 6 * 3600e3;
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch { return []; } };
  // Without a body in `left`: dropped.
  const change = (one, left) => {
    const all = read().flatMap((w) => (w.body.token === one.body.token ? left : [w]));
    if (all.length) localStorage.setItem(KEY, JSON.stringify(all));
    else localStorage.removeItem(KEY);
  };
  const call = (path, more) => fetch(path, { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", ...more });
  const enough = async () => {
    const found = new Set();
    for (let after = "", page = 0; page < 100; page += 1) {
      const answer = await call(`/api/v1/feedback/keys?limit=200${after}`);
      if (!answer.ok) break;
      const { items, next } = await answer.json();
      for (const key of items) if (key.enough) found.add(key.key);
      if (!next) break;
      after = `&after=${encodeURIComponent(next)}`;
    }
    return found;
  };
  const send = async () => {
    try {
      const keys = await enough();
      for (const one of read().filter((w) => w.due <= Date.now())) {
        if (!keys.has(one.body.key)) {
          change(one, [{ ...one, due: Date.now() + AGAIN * (1 + Math.random()) }]);
          continue;
        }
        const answer = await call("/api/v1/feedback/answers", {
          method: "POST",
          headers: { "content-type": "application/json", accept: "application/json" },
          body: JSON.stringify(one.body),
        });
        // Taken, or never to be taken: either way it need not be sent again.
        if (answer.ok || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) change(one, []);
      }
    } catch { return; }
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
