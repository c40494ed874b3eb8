// A worker in thirty lines: DIWAN_URL, DIWAN_WORKER_TOKEN. Gives each subject a score, by its length.
import { randomUUID } from "node:crypto";

const { DIWAN_URL: url, DIWAN_WORKER_TOKEN: token } = process.env;

async function post(path, body) {
  const key = randomUUID();
  for (;;) {
    const answer = await fetch(`${url}/api/v1/jobs/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
    }).catch(() => ({ status: 503, headers: new Headers() }));
    if (answer.status !== 429 && answer.status !== 503) return answer;
    const seconds = Number(answer.headers.get("retry-after") ?? 5);
    await new Promise((done) => setTimeout(done, seconds * 1000));
  }
}

async function work({ id, lock, variables }) {
  const { subject } = variables;
  if (!subject) return post(`${id}/error`, { lock, code: "unscorable" });
  return post(`${id}/complete`, { lock, result: { score: subject.length } });
}

for (;;) {
  const fetched = await post("fetch", { topics: ["score"], max: 8, lock_seconds: 60, wait_seconds: 20 });
  if (!fetched.ok) throw new Error(`${fetched.status} ${await fetched.text()}`);
  for (const job of (await fetched.json()).jobs) {
    await work(job).catch((e) => post(`${job.id}/fail`, { lock: job.lock, error: String(e) }));
  }
}
