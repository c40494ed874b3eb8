// What is kept on this phone: answers that are not sent yet, and the forms to go on with. For pages and worker.
"use strict";
const kept = (() => {
  const DAY = 24 * 3600 * 1000;
  const DAYS = 7;
  const FORMS = "diwan-forms";
  const PATH = /^\/drafts\/([0-9a-f]{32})(?:\/pages\/([^/]+)|\/check|\/offline)?$/;

  const open = () => new Promise((done, fail) => {
    const asked = indexedDB.open("diwan", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("answers", { keyPath: ["draft", "page"] });
      asked.result.createObjectStore("drafts", { keyPath: "draft" });
      asked.result.createObjectStore("uploads", { keyPath: "id" });
      asked.result.createObjectStore("settings", { keyPath: "name" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  // One transaction over one store; `work` may give a request, whose result is the answer.
  const run = async (store, mode, work) => {
    const db = await open();
    try {
      return await new Promise((done, fail) => {
        const tx = db.transaction(store, mode);
        const asked = work(tx.objectStore(store));
        tx.oncomplete = () => done(asked && asked.result);
        tx.onabort = tx.onerror = () => fail(tx.error);
      });
    } finally {
      db.close();
    }
  };
  const all = (store) => run(store, "readonly", (s) => s.getAll());
  const put = (store, value) => run(store, "readwrite", (s) => s.put(value));
  const drop = (store, key) => run(store, "readwrite", (s) => s.delete(key));

  // The first kept is the first sent; a page that was kept before takes its place with a key of its own.
  const answers = async () => (await all("answers")).sort((a, b) => a.first - b.first);
  const keep = async (draft, page, form, base) => {
    const about = (name) => String(form.get(`kept-${name}`) || "");
    const skip = (name) => name === "csrf" || name.startsWith("kept-") || ["go", "add", "remove"].includes(name);
    const entries = [...form.entries()].filter(([name, value]) => !skip(name) && !(value instanceof File && !value.size));
    const now = Date.now();
    const record = {
      draft, page, entries, at: now, first: now, state: "waiting", key: crypto.randomUUID(),
      base: base || about("base"), owner: about("owner"), title: about("title"), service: about("service"),
    };
    await run("answers", "readwrite", (s) => {
      s.get([draft, page]).onsuccess = ({ target: { result: before } }) => {
        if (before) Object.assign(record, { first: before.first, base: before.base });
        s.put(record);
      };
    });
    const known = await run("drafts", "readonly", (s) => s.get(draft));
    await put("drafts", { ...known, draft, owner: record.owner, service: record.service, at: now });
  };
  // What became of one that was sent: unless it was changed in the meantime, it is done with.
  const settle = (record, change) => run("answers", "readwrite", (s) => {
    s.get([record.draft, record.page]).onsuccess = ({ target: { result: now } }) => {
      if (!now) return;
      if (now.key !== record.key) return change.sent && s.put({ ...now, base: change.base });
      if (change.sent) s.delete([record.draft, record.page]);
      else s.put({ ...now, ...change });
    };
  });
  const formOf = (draft) => `/drafts/${draft}/offline`;
  const forget = async (draft) => {
    for (const one of await all("answers")) if (one.draft === draft) await drop("answers", [draft, one.page]);
    for (const one of await all("uploads")) if (one.draft === draft) await drop("uploads", one.id);
    await drop("drafts", draft);
    await (await caches.open(FORMS)).delete(formOf(draft));
  };
  const clear = async () => {
    await Promise.all(["answers", "drafts", "uploads"].map((store) => run(store, "readwrite", (s) => s.clear())));
    await caches.delete(FORMS);
  };
  // What is too old goes; forms of somebody else go as soon as another person signs in.
  const sweep = async (person) => {
    const old = Date.now() - DAYS * DAY;
    const answers = await all("answers");
    for (const one of answers) if (one.at < old) await drop("answers", [one.draft, one.page]);
    for (const one of await all("uploads")) if (one.at < old) await drop("uploads", one.id);
    for (const one of await all("drafts")) {
      if (one.at < old) await forget(one.draft);
      else if (person && one.owner !== person) {
        await drop("drafts", one.draft);
        await (await caches.open(FORMS)).delete(formOf(one.draft));
      }
    }
  };
  const setting = async (name, value) => {
    if (value !== undefined) return put("settings", { name, value });
    const found = await run("settings", "readonly", (s) => s.get(name));
    return found && found.value;
  };
  return { FORMS, PATH, all, answers, keep, settle, drop, put, forget, clear, sweep, setting, formOf };
})();
