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

// A form that is on its way is not sent a second time by an impatient tap; whoever comes back may send it again.
addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

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
