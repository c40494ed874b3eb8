// Passkeys, where the browser has them. Pages work without: the parts that need this are hidden.
"use strict";
(() => {
  const knows = window.PublicKeyCredential
    && PublicKeyCredential.parseRequestOptionsFromJSON
    && PublicKeyCredential.parseCreationOptionsFromJSON;
  if (!knows) return;

  const token = () => document.querySelector('input[name="csrf"]').value;
  const send = async (path, body) => {
    const answer = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", accept: "application/json", "x-csrf-token": token() },
      body: JSON.stringify(body),
    });
    const body = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    // Too long ago: prove again who you are, and come back.
    if (body.type === "/problems/confirm") {
      const next = encodeURIComponent(location.pathname);
      location.assign(`/confirm?next=${next}`);
    }
    if (!answer.ok) throw new Error(String(answer.status));
    return body;
  };

  const signIn = async (part) => {
    const options = await send("/sign-in/passkey/begin", {});
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey);
    const credential = await navigator.credentials.get({ publicKey });
    const { next } = await send("/sign-in/passkey", { credential: credential.toJSON(), next: part.dataset.next || "" });
    location.assign(next);
  };

  const confirm = async (part) => {
    const options = await send("/confirm/passkey/begin", {});
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey);
    const credential = await navigator.credentials.get({ publicKey });
    const { next } = await send("/confirm/passkey", { credential: credential.toJSON(), next: part.dataset.next });
    location.assign(next);
  };

  const add = async (part) => {
    const options = await send("/account/passkeys/begin", {});
    // The key has to be found without an address: see the sign-in page.
    options.publicKey.authenticatorSelection = { ...options.publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true };
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey);
    const credential = await navigator.credentials.create({ publicKey });
    const label = document.getElementById("passkey-label");
    await send("/account/passkeys", { credential: credential.toJSON(), label: label ? label.value : "" });
    location.reload();
  };

  for (const part of document.querySelectorAll("[data-passkey]")) {
    const press = part.querySelector("button");
    const said = part.querySelector('[role="status"]');
    const run = { add, confirm }[part.dataset.passkey] ?? signIn;
    part.hidden = false;
    press.addEventListener("click", async () => {
      said.textContent = "";
      press.disabled = true;
      try {
        await run(part);
      } catch {
        said.textContent = part.dataset.failed;
      }
      press.disabled = false;
    });
  }
})();
