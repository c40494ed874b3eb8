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
    const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    // Too long ago: prove again who you are, and come back.
    if (told.type === "/problems/confirm") {
      const next = encodeURIComponent(location.pathname);
      location.assign(`/confirm?next=${next}`);
    }
    if (!answer.ok) throw new Error(String(answer.status));
    return told;
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

  // The challenge is the hash of the decision: it came with the page, and goes back with the form.
  const sign = async (part) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(part.dataset.options));
    const { id, response } = (await navigator.credentials.get({ publicKey })).toJSON();
    const form = part.closest("form");
    form.elements.signature.value = JSON.stringify({
      time_us: Number(part.dataset.time),
      credential: id,
      authenticator_data: response.authenticatorData,
      client_data: response.clientDataJSON,
      signature: response.signature,
    });
    form.submit();
  };

  for (const part of document.querySelectorAll("[data-passkey-without]")) part.hidden = true;
  for (const part of document.querySelectorAll("[data-passkey]")) {
    const press = part.querySelector("button");
    const said = part.querySelector('[role="status"]');
    const run = { add, sign, confirm }[part.dataset.passkey] ?? signIn;
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
