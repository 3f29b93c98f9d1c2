// Notifications in this browser: asked for by a tap, never by itself.
"use strict";

const pushForm = document.getElementById("push-here");

function bytesOf(key) {
  const padded = key.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(padded), (character) => character.charCodeAt(0));
}

async function subscribe() {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("denied");
  const { pushManager } = await navigator.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  if (old) await old.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(pushForm.dataset.key) });
  const { endpoint, keys } = made.toJSON();
  Object.entries({ endpoint, p256dh: keys.p256dh, auth: keys.auth }).forEach(([name, value]) => {
    pushForm.elements[name].value = value;
  });
}

if (pushForm && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  pushForm.hidden = false;
  pushForm.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await subscribe();
      pushForm.submit();
    } catch {
      document.getElementById("push-refused").hidden = false;
      delete pushForm.dataset.sent;
    }
  });
}
