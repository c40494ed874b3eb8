// Between pages and network. Keeps the shell, and the forms of drafts that were begun; nothing else of what is signed in.
const SHELL = "diwan-shell-{{version}}";
const FILES = {{files}};
const LANGUAGES = {{languages}};
const PATIENCE = 10_000; // ms that a page of a kept draft is waited for
const LOST = [502, 503, 504]; // what stands in front of the office says that it is away

addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(SHELL);
  // Without cookies: what is kept for everybody is made for nobody.
  const plain = (path) => new Request(path, { credentials: "omit", cache: "no-cache" });
  await cache.addAll(LANGUAGES.map((lang) => plain(`/offline?lang=${lang}`)));
  // Their addresses have their hashes: what the page has loaded is not fetched again.
  await cache.addAll(FILES);
  await skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("diwan-shell-") && name !== SHELL) await caches.delete(name);
  await kept.sweep("");
  await clients.claim();
})()));

const offline = async (url) => {
  const lang = new URLSearchParams(url.search).get("lang") || await kept.setting("lang");
  const path = `/offline?lang=${LANGUAGES.includes(lang) ? lang : LANGUAGES[0]}`;
  const page = await (await caches.open(SHELL)).match(path);
  return new Response(page.body, { status: 503, headers: page.headers });
};

const form = async (url) => {
  const draft = (kept.PATH.exec(url.pathname) || [])[1];
  return draft && (await caches.open(kept.FORMS)).match(kept.formOf(draft));
};

const visit = async (request, url) => {
  const saved = await form(url);
  const waiting = new AbortController();
  const timer = saved && setTimeout(() => waiting.abort(), PATIENCE);
  try {
    const answer = await fetch(request, saved ? { signal: waiting.signal } : {});
    clearTimeout(timer); // it has begun to come, and may take its time
    if (!saved || !LOST.includes(answer.status)) return answer;
  } catch {
    // No answer: what is kept is shown.
  }
  return saved || offline(url);
};

// A page of a form that does not arrive is kept, and the person goes on.
const answer = async (request, url) => {
  const [, draft, page] = kept.PATH.exec(url.pathname);
  const copy = request.clone();
  try {
    const answer = await fetch(request);
    if (!LOST.includes(answer.status)) return answer;
  } catch {
    // As above.
  }
  const form = await copy.formData();
  await kept.keep(draft, page, form);
  const later = form.get("go") === "later";
  const stays = form.get("add") || form.get("remove");
  const here = new URL(later ? "/offline" : url.pathname, url);
  if (!later) here.searchParams.set("kept", stays ? "stay" : "next");
  return Response.redirect(here.href, 303);
};

const post = (request, url) => {
  const [, draft, page] = kept.PATH.exec(url.pathname) || [];
  if (draft && page) return answer(request, url);
  return fetch(request).catch(() => offline(url));
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (request.method === "GET") event.respondWith(visit(request, url));
    // Signing out and erasing oneself clear this worker too: it does not stand in the way.
    else if (request.method === "POST" && !["/sign-out", "/account/erase"].includes(url.pathname)) event.respondWith(post(request, url));
  } else if (request.method === "GET" && FILES.includes(url.pathname)) {
    event.respondWith(caches.match(request).then((found) => found || fetch(request)));
  }
});
