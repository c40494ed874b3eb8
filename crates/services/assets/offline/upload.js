// Files of a draft in pieces (tus 1.0.0): goes on after a cut and after a reload, and shows how far it is. Without this script
// files go with their page.
(() => {
  const form = document.querySelector("form[data-draft]");
  const panel = document.querySelector("[data-outbox]");
  if (!form || !panel || !window.isSecureContext || !window.indexedDB) return;
  const words = JSON.parse(panel.dataset.outbox);
  const draft = form.dataset.draft;
  const SMALL = 64 << 10; // bytes of the first piece; the next ones follow the line
  const LARGE = 1 << 20;
  const AGAIN = 5000; // ms until the network is tried again
  const coming = new Set();
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const headers = (more) => ({ "tus-resumable": "1.0.0", accept: "application/json", "x-csrf-token": form.elements.csrf.value, ...more });
  const pause = () => new Promise((done) => {
    const timer = setTimeout(done, AGAIN);
    addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
  });
  const hash = async (file) => {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  };

  // A line under the question: name, bar, what happens.
  const line = (field, file) => {
    const list = field.previousElementSibling && field.parentNode.querySelector("ul.files") || (() => {
      const made = document.createElement("ul");
      made.className = "files";
      field.before(made);
      return made;
    })();
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = file.size;
    bar.value = 0;
    bar.setAttribute("aria-label", `${file.name}: ${words["upload-sending"]}`);
    const said = document.createElement("span");
    said.className = "hint";
    said.setAttribute("role", "status");
    item.append(name, " ", bar, " ", said);
    list.append(item);
    const say = (text) => { if (said.textContent !== text) said.textContent = text; };
    return { item, bar, say };
  };
  const finished = (shown, field, sha256) => {
    shown.bar.remove();
    shown.say(words["upload-done"]);
    const out = document.createElement("button");
    Object.assign(out, { className: "link", type: "submit", name: "remove", value: `${field.name}:${sha256}`, textContent: words["upload-remove"] });
    shown.item.append(" ", out);
  };

  const refused = async (answer) => Object.assign(new Error("refused"), { said: (await answer.json().catch(() => ({}))).detail || words["upload-refused"] });
  // Where to go on: at the server's place, or with a new upload where the old one is gone.
  const place = async (job) => {
    if (job.url) {
      const answer = await fetch(job.url, { method: "HEAD", headers: headers(), cache: "no-store" });
      if (answer.ok) return Number(answer.headers.get("upload-offset"));
      if (answer.status !== 404) throw new Error(String(answer.status));
    }
    const about = { field: job.field, filename: job.file.name, sha256: job.sha256 };
    const metadata = Object.entries(about).map(([key, value]) => `${key} ${base64(value)}`).join(",");
    const answer = await fetch(`/drafts/${draft}/uploads`, { method: "POST", headers: headers({ "upload-length": String(job.file.size), "upload-metadata": metadata }) });
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) throw await refused(answer);
    if (!answer.ok) throw new Error(String(answer.status));
    job.url = answer.headers.get("location");
    await kept.put("uploads", job);
    return 0;
  };
  const pieces = async (job, shown) => {
    let at = await place(job);
    let size = SMALL;
    while (at < job.file.size) {
      shown.bar.value = at;
      shown.say(`${words["upload-sending"]} ${Math.floor((100 * at) / job.file.size)} %`);
      const begun = performance.now();
      const answer = await fetch(job.url, {
        method: "PATCH",
        headers: headers({ "content-type": "application/offset+octet-stream", "upload-offset": String(at) }),
        body: job.file.slice(at, at + size),
      });
      if (answer.status === 415 || answer.status === 422 || answer.status === 413) throw await refused(answer);
      if (!answer.ok) throw new Error(String(answer.status));
      at = Number(answer.headers.get("upload-offset"));
      size = performance.now() - begun < 1000 ? Math.min(size * 2, LARGE) : Math.max(size / 2, SMALL);
    }
  };
  const run = async (job, field) => {
    const shown = line(field, job.file);
    const done = (async () => {
      for (;;) {
        try {
          await pieces(job, shown);
          finished(shown, field, job.sha256);
          break;
        } catch (why) {
          if (why.said) {
            shown.bar.remove();
            shown.say(why.said);
            shown.item.classList.add("field-error");
            break;
          }
          shown.say(words["upload-cut"]);
          await pause();
        }
      }
      await kept.drop("uploads", job.id);
    })();
    const one = { done, job, field };
    coming.add(one);
    await done;
    coming.delete(one);
  };

  const start = async (field, file) => {
    const job = { id: crypto.randomUUID(), draft, field: field.name, file, sha256: await hash(file), at: Date.now(), url: "" };
    await kept.put("uploads", job);
    await run(job, field);
  };
  for (const field of form.querySelectorAll("input[type=file]")) field.addEventListener("change", () => {
    const limit = Number(field.dataset.limit);
    const files = [...field.files];
    // What is too large or empty, and everything where there is no network, goes with the page and is answered there.
    if (!navigator.onLine || files.some((f) => !f.size || f.size > limit)) return;
    field.value = "";
    for (const file of files) start(field, file).catch(() => {});
  });
  // The page waits for its files; without a network they go with it, and are kept on the phone.
  form.addEventListener("submit", async (event) => {
    if (!coming.size || (event.submitter && event.submitter.name === "remove")) return;
    event.preventDefault();
    const button = event.submitter;
    await Promise.race([Promise.all([...coming].map((one) => one.done)), new Promise((done) => {
      if (!navigator.onLine) done();
      addEventListener("offline", done, { once: true });
    })]);
    for (const { job, field } of coming) {
      const files = new DataTransfer();
      for (const file of [...field.files, job.file]) files.items.add(file);
      field.files = files.files;
      await kept.drop("uploads", job.id);
    }
    coming.clear();
    form.requestSubmit(button);
  });
  const resume = async () => {
    for (const job of await kept.all("uploads")) {
      const field = job.draft === draft && form.querySelector(`input[type=file][name="${CSS.escape(job.field)}"]`);
      if (field) run(job, field).catch(() => {});
    }
  };
  resume().catch(() => {});
})();
