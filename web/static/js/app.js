// What every page does: the service worker, and what it keeps for when there is signal.
"use strict";

document.documentElement.classList.add("js");

const keptNotice = document.getElementById("kept");

function tell(worker, message) {
  if (worker) worker.postMessage(message);
}

function showKept({ kept, sent, refused }) {
  const box = document.getElementById("kept-notice");
  if (box) {
    box.hidden = kept === 0;
    document.getElementById("kept-count").textContent = String(kept);
  }
  if (!keptNotice) return;
  if (refused) keptNotice.textContent = keptNotice.dataset.refused;
  else if (sent) keptNotice.textContent = keptNotice.dataset.sent;
  else if (kept) keptNotice.textContent = keptNotice.dataset.kept;
  keptNotice.classList.toggle("visually-hidden", !(kept || sent || refused));
  keptNotice.classList.toggle("toast", Boolean(kept || sent || refused));
}

async function start() {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", (event) => showKept(event.data));
  await navigator.serviceWorker.register("/service-worker.js");
  const { active } = await navigator.serviceWorker.ready;
  tell(active, "send kept");
  addEventListener("online", () => tell(active, "send kept"));
  document.getElementById("kept-send")?.addEventListener("click", () => tell(active, "send kept"));
}

start();
