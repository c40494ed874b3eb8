// Subscribes this browser to push messages, where it has them. The page works without: this part is hidden then.
"use strict";
(() => {
  const part = document.querySelector("[data-push]");
  if (!part || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const press = part.querySelector("button");
  const said = part.querySelector('[role="status"]');

  const bytes = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (c) => c.charCodeAt(0));
  };

  // A worker of this site that is there shows push messages, too: push-worker.js is a part of it.
  const worker = async () => {
    const there = await navigator.serviceWorker.getRegistration("/");
    if (!there) await navigator.serviceWorker.register(part.dataset.worker, { scope: "/" });
    return navigator.serviceWorker.ready;
  };

  // What a person knows the device by: "Firefox · Android".
  const label = () => {
    const agent = navigator.userAgent;
    const find = (names) => names.find(([sign]) => agent.includes(sign))?.[1];
    const browser = find([["Edg", "Edge"], ["OPR", "Opera"], ["Firefox", "Firefox"], ["Chrom", "Chrome"], ["Safari", "Safari"]]);
    const system = find([["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac", "Mac"], ["Linux", "Linux"]]);
    return [browser, system].filter(Boolean).join(" · ");
  };

  const subscribe = async () => {
    const registration = await worker();
    const applicationServerKey = bytes(part.dataset.push);
    // One under another key, of a house that was there before, cannot be used.
    const old = await registration.pushManager.getSubscription();
    if (old) await old.unsubscribe();
    const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
    const answer = await fetch("/account/contact/devices", {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "x-csrf-token": document.querySelector('input[name="csrf"]').value,
      },
      body: JSON.stringify({ ...subscription.toJSON(), label: label() }),
    });
    // Too long ago: prove again who you are, and come back.
    if (answer.status === 401) location.assign(`/confirm?next=${encodeURIComponent(location.pathname)}`);
    else if (!answer.ok) throw new Error(String(answer.status));
    else location.reload();
  };

  part.hidden = false;
  press.addEventListener("click", async () => {
    said.textContent = "";
    press.disabled = true;
    try {
      if ((await Notification.requestPermission()) === "granted") await subscribe();
      else said.textContent = part.dataset.refused;
    } catch {
      said.textContent = part.dataset.failed;
    }
    press.disabled = false;
  });
})();
