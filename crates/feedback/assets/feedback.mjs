// Blinds a token in the browser, so that the server signs what it cannot read (RFC 9474, RSABSSA-SHA384-PSS-Randomized),
// and keeps it on this device. The mathematics first: pure, tested against the RFC's vectors. The pages below it.

const HASH = 48; // bytes of SHA-384, and of the salt
const PREFIX = 32; // bytes that randomize the message (RFC 9474, 4.1)

export const concat = (...parts) => {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};
export const toNumber = (bytes) => BigInt(`0x${Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("") || "0"}`);
export const toBytes = (number, length) => {
  const hex = number.toString(16).padStart(2 * length, "0");
  if (hex.length > 2 * length) throw new RangeError("too large");
  return Uint8Array.from({ length }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));
};
export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
export const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

const sha384 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));

// MGF1 (RFC 8017, B.2.1).
const mask = async (seed, length) => {
  const parts = [];
  for (let n = 0; n * HASH < length; n += 1) parts.push(await sha384(concat(seed, toBytes(BigInt(n), 4))));
  return concat(...parts).slice(0, length);
};

// EMSA-PSS-ENCODE (RFC 8017, 9.1.1).
const encode = async (message, bits, salt) => {
  const length = Math.ceil(bits / 8);
  const hash = await sha384(concat(new Uint8Array(8), await sha384(message), salt));
  const block = concat(new Uint8Array(length - 2 * HASH - 2), Uint8Array.of(1), salt);
  const under = await mask(hash, block.length);
  const masked = block.map((b, i) => b ^ under[i]);
  masked[0] &= 0xff >> (8 * length - bits);
  return concat(masked, hash, Uint8Array.of(0xbc));
};

const power = (base, exponent, modulus) => {
  let [result, square] = [1n, base % modulus];
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
};

// The inverse, or 0 where there is none (extended Euclid).
const inverse = (a, modulus) => {
  let [r, next, s, t] = [modulus, a % modulus, 0n, 1n];
  while (next > 0n) {
    const q = r / next;
    [r, next] = [next, r - q * next];
    [s, t] = [t, s - q * t];
  }
  return r === 1n ? ((s % modulus) + modulus) % modulus : 0n;
};

const random = (length) => crypto.getRandomValues(new Uint8Array(length));

// Modulus and exponent at the end of a SubjectPublicKeyInfo of 2048 bits: INTEGER n, INTEGER 65537.
export const publicKey = (spki) => {
  const tail = spki.slice(-266);
  const head = toNumber(tail.slice(0, 5)) === 0x0282010100n;
  if (!head || toNumber(tail.slice(261)) !== 0x0203010001n) throw new Error("no key of 2048 bits");
  return { n: toNumber(tail.slice(5, 261)), e: 65537n, length: 256 };
};

// Prepare and Blind (RFC 9474, 4.1 and 4.2). `fixed`: prefix, salt and r, for the vectors alone.
export const blind = async ({ n, e, length }, own, fixed) => {
  const message = concat(fixed ? fixed.prefix : random(PREFIX), own);
  const bits = n.toString(2).length - 1;
  const encoded = toNumber(await encode(message, bits, fixed ? fixed.salt : random(HASH)));
  if (inverse(encoded, n) === 0n) throw new Error("no message for this key");
  let [r, inv] = [0n, 0n];
  while (inv === 0n) {
    // Uniform below n: too large a number is thrown away.
    r = fixed ? fixed.r : toNumber(random(length));
    inv = r > 0n && r < n ? inverse(r, n) : 0n;
  }
  const blinded = (encoded * power(r, e, n)) % n;
  return { message, blinded: toBytes(blinded, length), secret: { encoded, inv } };
};

// Finalize (RFC 9474, 4.4): the signature, or an error when it is not the key's.
export const finalize = ({ n, e, length }, signed, { encoded, inv }) => {
  const signature = (toNumber(signed) * inv) % n;
  if (signed.length !== length || power(signature, e, n) !== encoded) throw new Error("not signed by the key");
  return toBytes(signature, length);
};

// ---- The pages ----

const TOKEN = "diwan-feedback-token"; // a finished token, until it is used
const WAITING = "diwan-feedback-waiting"; // an answer that waits to be sent: see waiting.js
const HALF = "diwan-feedback-half-"; // a token that waits for its signature, by case
// Between one minute and twelve hours: long enough to fall among others, short enough for a phone that is used daily.
const SOONEST = 60e3;
const LATEST = 12 * 3600e3;

const read = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const keep = (key, value) => localStorage.setItem(key, JSON.stringify(value));
const show = (part, shown = true) => { if (part) part.hidden = !shown; };

// Whether this browser can: without a secure context there is no crypto.subtle.
const able = () => {
  try {
    localStorage.setItem("diwan-feedback-try", "1");
    localStorage.removeItem("diwan-feedback-try");
    return Boolean(globalThis.crypto?.subtle) && typeof BigInt === "function";
  } catch {
    return false;
  }
};

// The key as everybody is shown it: asked for without a session, so that a key for one person would be seen.
const sameForAll = async (key, spki) => {
  let after = "";
  for (let page = 0; page < 100; page += 1) {
    const answer = await fetch(`/api/v1/feedback/keys?limit=200${after}`, { credentials: "omit", cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { items, next } = await answer.json();
    const found = items.find((k) => k.key === key);
    if (found && found.spki === spki && !found.ended) return;
    if (found || !next) break;
    after = `&after=${encodeURIComponent(next)}`;
  }
  throw new Error("another key than the published one");
};

const half = async (part) => {
  const kept = read(HALF + part.dataset.number);
  if (kept && kept.key === part.dataset.key) return kept;
  const own = random(32);
  const made = await blind(publicKey(fromBase64(part.dataset.spki)), own);
  const state = {
    key: part.dataset.key,
    spki: part.dataset.spki,
    message: toBase64(made.message),
    blinded: toBase64(made.blinded),
    encoded: made.secret.encoded.toString(16),
    inv: made.secret.inv.toString(16),
  };
  // Kept before it is sent: an answer that is lost on the way can be asked for again.
  keep(HALF + part.dataset.number, state);
  return state;
};

const ask = async (part) => {
  await sameForAll(part.dataset.key, part.dataset.spki);
  const state = await half(part);
  const answer = await fetch(`/api/v1/cases/${part.dataset.number}/feedback/token`, {
    method: "POST",
    credentials: "same-origin",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      "x-csrf-token": part.querySelector('input[name="csrf"]').value,
      "idempotency-key": state.blinded.slice(0, 40),
    },
    body: JSON.stringify({ key: state.key, blinded: state.blinded }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  const signed = fromBase64((await answer.json()).signature);
  const secret = { encoded: BigInt(`0x${state.encoded}`), inv: BigInt(`0x${state.inv}`) };
  const signature = finalize(publicKey(fromBase64(state.spki)), signed, secret);
  keep(TOKEN, { key: state.key, token: state.message, signature: toBase64(signature) });
  // Nothing on the device tells any more which case the token came from.
  localStorage.removeItem(HALF + part.dataset.number);
  location.assign("/feedback/answer");
};

const onAsk = (part) => {
  show(document.querySelector("[data-feedback-plain]"), false);
  show(document.querySelector("[data-feedback-blind]"));
  part.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(part).catch((error) => {
      console.warn(error.message);
      delete part.dataset.sent;
      const failed = document.querySelector("[data-feedback-failed]");
      show(failed);
      failed?.focus();
    });
  });
};

const onAnswer = (part) => {
  const token = read(TOKEN);
  if (!token) return;
  show(document.querySelector("[data-feedback-none]"), false);
  show(part);
  part.addEventListener("submit", (event) => {
    const chosen = (name) => part.querySelector(`input[name="${name}"]:checked`)?.value;
    const [how, asked] = [chosen("how"), chosen("asked")];
    event.preventDefault();
    delete part.dataset.sent;
    const missing = document.querySelector("[data-feedback-missing]");
    if (!how || !asked) {
      show(missing);
      missing.focus();
      return;
    }
    const share = crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;
    const due = Date.now() + SOONEST + share * (LATEST - SOONEST);
    keep(WAITING, [...(read(WAITING) ?? []), { due, body: { ...token, how: Number(how), asked } }]);
    localStorage.removeItem(TOKEN);
    location.assign("/feedback/thanks");
  });
};

const onThanks = (part) => {
  if (!read(WAITING)?.length) return;
  show(part);
  part.querySelector("button").addEventListener("click", () => {
    keep(WAITING, read(WAITING).map((w) => ({ ...w, due: 0 })));
    document.addEventListener("diwan-feedback-sent", () => location.reload(), { once: true });
    document.dispatchEvent(new Event("diwan-feedback-send"));
  });
};

if (typeof document !== "undefined" && able()) {
  for (const [name, work] of [["ask", onAsk], ["answer", onAnswer], ["thanks", onThanks]]) {
    const part = document.querySelector(`[data-feedback-${name}]`);
    if (part) work(part);
  }
}
