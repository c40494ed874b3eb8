// Pages of a draft, and the page of what is kept: fills a form without a network, and sends it when there is one.
(() => {
  const panel = document.querySelector("[data-outbox]");
  if (!panel || !window.isSecureContext || !navigator.serviceWorker) return;
  const AGAIN = 10_000; // ms until the network is tried again
  const words = JSON.parse(panel.dataset.outbox);
  const live = document.querySelector("form[data-draft]");
  const whole = document.querySelector("[data-offline-form]");
  const list = document.querySelector("[data-kept-list]");
  const draft = live ? live.dataset.draft : whole ? whole.dataset.offlineForm : "";
  const onward = `/drafts/${draft}?sent=1`;

  const say = (text, kind = "info", href = "", link = "") => {
    panel.hidden = !text;
    panel.className = `notice ${{ good: "notice-success", wait: "notice-warning", bad: "notice-warning" }[kind] || ""}`;
    panel.querySelector("p").textContent = text;
    panel.querySelectorAll("a").forEach((a) => a.parentNode.remove());
    if (!href) return;
    const line = document.createElement("p");
    line.append(Object.assign(document.createElement("a"), { href, textContent: link }));
    panel.firstElementChild.append(line);
  };

  // ---- sending

  const read = async (path) => {
    const answer = await fetch(path, { headers: { accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };
  const send = (one, csrf) => {
    const body = new FormData();
    body.append("csrf", csrf);
    for (const [name, value] of one.entries) body.append(name, value);
    const headers = { accept: "application/json", "idempotency-key": one.key };
    if (one.base && one.base !== "*") headers["if-match"] = `"${one.base}"`;
    return fetch(`/api/v1/drafts/${one.draft}/pages/${one.page}`, { method: "POST", headers, body });
  };
  // What an answer of the office means for what is kept.
  const outcome = async (answer) => {
    const about = await answer.json().catch(() => ({}));
    if (answer.ok) return { sent: true, base: about.etag };
    if (answer.status === 404 || answer.status === 410) return { state: "gone" };
    if (answer.status === 412) return { state: "changed" };
    if (answer.status === 401) throw "sign-in";
    if (answer.status === 403 || answer.status === 429 || answer.status >= 500) throw "away";
    return { state: "refused", said: about.detail || about.title || String(answer.status) };
  };
  // Sends all that waits, in order. Gives what there is to say: sent, away, sign-in, trouble, none.
  const round = async () => {
    const waiting = (await kept.answers()).filter((one) => one.state === "waiting");
    if (!waiting.length) return (await kept.answers()).length ? "trouble" : "none";
    let session;
    try {
      session = await read("/api/v1/session");
    } catch {
      return "away";
    }
    if (session.person === null) return "sign-in";
    const mine = waiting.filter((one) => one.owner === String(session.person));
    if (!mine.length) return "none";
    say(words.sending);
    try {
      for (const one of mine) await kept.settle(one, await outcome(await send(one, session.csrf)));
    } catch (why) {
      return why === "sign-in" ? why : "away";
    }
    return (await kept.answers()).some((one) => one.owner === String(session.person)) ? "trouble" : "sent";
  };
  // One tab at a time: the others find nothing left to send.
  const locked = (work) => navigator.locks ? navigator.locks.request("diwan-outbox", work) : work();

  const come = async () => {
    const how = await locked(round);
    if (how === "away") say((await kept.answers()).length ? words.away : whole ? words.cut : "", "wait");
    if (how === "sign-in") say(words.signin, "wait", `/sign-in?next=${encodeURIComponent(draft ? `/drafts/${draft}` : "/offline")}`, words.signinlink);
    if (how === "trouble") say(words.trouble, "bad", list ? "" : "/offline", words.see);
    // Nothing is left here: another tab may have sent it. Whether there is a network, only asking tells.
    const reached = how === "none" && whole && await read("/api/v1/session").then(() => true, () => false);
    if (how === "sent" || reached) await sent();
    else if (how === "none" && !list) say(whole ? words.cut : "", "wait");
    if (list) await draw();
    if (how === "away" || whole) again();
  };
  let timer;
  const again = () => { clearTimeout(timer); timer = setTimeout(() => come().catch(() => again()), AGAIN); };
  const sent = async () => {
    say(words.sent, "good", draft ? onward : "", words.onward);
    if (live || (whole && !dirty)) location.replace(onward);
  };
  addEventListener("online", () => come());
  addEventListener("offline", () => say(words.cut, "wait"));

  // ---- a page from the office: its whole form is kept for when the network goes

  const store = async () => {
    await navigator.serviceWorker.ready;
    const answer = await fetch(kept.formOf(draft), { cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    await (await caches.open(kept.FORMS)).put(kept.formOf(draft), answer);
    const value = (name) => live.elements[`kept-${name}`].value;
    await kept.put("drafts", { draft, owner: value("owner"), service: value("service"), at: Date.now() });
    live.dataset.stored = "1";
  };
  if (live) store().catch(() => {});

  // ---- the whole form, from this phone

  let dirty = false;
  const sections = whole ? [...whole.querySelectorAll("[data-section]")] : [];
  const value = (name) => {
    const fields = [...whole.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((f) => !f.closest("[data-off]"));
    if (!fields.length) return null;
    if (fields[0].type === "radio") return (fields.find((f) => f.checked) || {}).value || null;
    if (fields[0].type !== "checkbox") return fields[0].value || null;
    const chosen = fields.filter((f) => f.checked).map((f) => f.value);
    if (fields.length === 1 && fields[0].value === "true") return chosen.length ? true : null;
    return chosen.length ? chosen : null;
  };
  // Which questions are asked follows from the others; as often as one hides what another depends on.
  const settle = () => {
    const parts = [...whole.querySelectorAll("[data-when]")];
    for (let turn = 0; turn <= parts.length; turn += 1) {
      let moved = false;
      for (const part of parts) {
        const { of, hold } = JSON.parse(part.dataset.when);
        const now = JSON.stringify(of.map(value));
        const off = !hold.some((row) => JSON.stringify(row) === now);
        moved = moved || off !== part.hasAttribute("data-off");
        part.hidden = off;
        part.toggleAttribute("data-off", off);
      }
      if (!moved) return;
    }
  };
  const asks = (section) => [...section.querySelectorAll("[data-question]")].some((q) => !q.hasAttribute("data-off"))
    || section.dataset.section === "check";
  const show = async (name, push) => {
    settle();
    const found = sections.find((s) => s.dataset.section === name) || sections[0];
    for (const section of sections) section.hidden = section !== found;
    dirty = false;
    const path = found.dataset.section === "check" ? `/drafts/${draft}/check` : `/drafts/${draft}/pages/${found.dataset.section}`;
    if (push) history.pushState(null, "", path);
    document.title = found.querySelector("h1").textContent;
    if (push) { scrollTo(0, 0); found.querySelector("h1").focus(); }
    if (found.dataset.section === "check") await summary(found);
  };
  const after = (section) => sections.slice(sections.indexOf(section) + 1).find(asks);
  const summary = async (section) => {
    const mine = (await kept.answers()).filter((one) => one.draft === draft);
    section.querySelector("[data-pages]").replaceChildren(...mine.map((one) => {
      const item = document.createElement("li");
      item.textContent = one.title;
      return item;
    }));
  };
  // What is kept is in the fields again, files too.
  const fill = (record) => {
    const form = whole.querySelector(`[data-section="${CSS.escape(record.page)}"] form`);
    if (!form) return;
    const given = new Map();
    for (const [name, v] of record.entries) given.set(name, [...(given.get(name) || []), v]);
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.type === "submit") continue;
      const values = given.get(field.name) || [];
      if (field.type === "file") {
        const files = new DataTransfer();
        values.filter((v) => v instanceof File).forEach((v) => files.items.add(v));
        field.files = files.files;
      } else if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0] || "";
    }
    for (const item of form.querySelectorAll("[data-item]")) {
      if ([...item.querySelectorAll("input, select, textarea")].some((f) => (f.type === "radio" || f.type === "checkbox" ? f.checked : f.value))) item.hidden = false;
    }
  };
  const keepSection = (form) => kept.keep(draft, form.dataset.page, new FormData(form));
  const begin = async () => {
    for (const one of await kept.answers()) if (one.draft === draft) fill(one);
    const place = () => (kept.PATH.exec(location.pathname) || [])[2] || (location.pathname.endsWith("/check") ? "check" : "");
    settle();
    let here = sections.find((s) => s.dataset.section === place());
    if (!here) {
      const done = new Set((await kept.answers()).filter((one) => one.draft === draft).map((one) => one.page));
      here = sections.find((s) => asks(s) && !done.has(s.dataset.section) && s.dataset.answered !== "1") || sections[sections.length - 1];
    }
    const how = new URLSearchParams(location.search).get("kept");
    if (how === "next") here = after(here) || here;
    await show(here.dataset.section, false);
    if (how) history.replaceState(null, "", here.dataset.section === "check" ? `/drafts/${draft}/check` : `/drafts/${draft}/pages/${here.dataset.section}`);
    addEventListener("popstate", () => show(place(), false));
    whole.addEventListener("input", () => { dirty = true; settle(); });
    whole.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      const form = event.target;
      await keepSection(form);
      const section = form.closest("[data-section]");
      await show((after(section) || section).dataset.section, true);
      if (event.submitter && event.submitter.value === "later") location.assign("/offline");
      else come();
    }, true);
    whole.addEventListener("click", (event) => {
      const add = event.target.closest("button[name=add]");
      const remove = event.target.closest("button[name=remove]");
      if (!add && !remove) return;
      event.preventDefault();
      const group = event.target.closest("[data-group]");
      if (add) {
        const next = [...group.querySelectorAll("[data-item]")].find((item) => item.hidden);
        if (next) { next.hidden = false; next.querySelector("input, select, textarea").focus(); }
        if (![...group.querySelectorAll("[data-item]")].some((item) => item.hidden)) add.hidden = true;
        return;
      }
      const item = remove.closest("[data-item]");
      for (const f of item.querySelectorAll("input, select, textarea")) {
        if (f.type === "radio" || f.type === "checkbox") f.checked = false;
        else f.value = "";
      }
      item.hidden = true;
      dirty = true;
    }, true);
    panel.addEventListener("click", async (event) => {
      const open = sections.find((s) => !s.hidden).querySelector("form");
      const link = event.target.closest("a");
      if (!dirty || !open || !link || link.getAttribute("href") !== onward) return;
      event.preventDefault();
      await keepSection(open);
      dirty = false;
      await come();
    });
    for (const back of whole.querySelectorAll("[data-before]")) back.addEventListener("click", (event) => {
      event.preventDefault();
      const at = sections.indexOf(back.closest("[data-section]"));
      const before = sections.slice(0, at).reverse().find(asks);
      if (before) show(before.dataset.section, true);
    });
    for (const out of whole.querySelectorAll("[data-forget]")) out.addEventListener("click", async () => {
      if (!confirm(words.forget)) return;
      await kept.forget(draft);
      location.assign("/offline");
    });
    whole.hidden = false;
    say(words.cut, "wait");
    await come();
  };

  // ---- the list of what is kept

  const node = (tag, text, attributes = {}) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.textContent = text;
    return made;
  };
  const press = (text, work, look = "link") => {
    const button = node("button", text, { type: "button", className: look });
    button.addEventListener("click", async () => { await work(); await come(); });
    return button;
  };
  const line = (one) => {
    const item = node("li", "");
    item.append(node("strong", one.title), " ", node("span", words[`state-${one.state}`] + (one.said ? ` ${one.said}` : ""), { className: "hint" }));
    if (one.state === "changed") item.append(
      node("p", one.entries.map(([, v]) => (v instanceof File ? v.name : v)).filter(Boolean).join(" · "), { className: "hint" }),
      press(words.mine, () => kept.put("answers", { ...one, base: "*", state: "waiting", key: crypto.randomUUID() })), " ",
      press(words.theirs, () => kept.drop("answers", [one.draft, one.page])),
    );
    if (one.state === "refused" || one.state === "gone") item.append(" ", press(words.remove, () => kept.drop("answers", [one.draft, one.page])));
    return item;
  };
  const draw = async () => {
    const [drafts, answers] = [await kept.all("drafts"), await kept.answers()];
    list.replaceChildren(...drafts.map((one) => {
      const part = node("section", "", { className: "card" });
      const lines = answers.filter((a) => a.draft === one.draft).map(line);
      const ul = node("ul", "");
      ul.append(...lines);
      part.append(node("h3", one.service), lines.length ? ul : node("p", words.nothing));
      const go = node("a", words.goon, { href: `/drafts/${one.draft}`, className: "button button-secondary" });
      const out = press(words.remove, async () => { if (confirm(words.forget)) await kept.forget(one.draft); });
      const row = node("p", "", { className: "buttons" });
      row.append(go, " ", out);
      part.append(row);
      return part;
    }));
    document.querySelector("[data-kept-none]").hidden = drafts.length > 0;
  };
  if (list) {
    const cut = location.pathname !== "/offline";
    document.querySelector("[data-cut]").hidden = !cut;
    document.querySelector("[data-here]").hidden = cut;
  }
  if (whole) begin();
  else come();
})();
