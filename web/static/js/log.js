// Each time the form is sent it is a new piece of work: a key of its own, and the moment it was noted.
"use strict";

const form = document.getElementById("log-form");

function renew() {
  form.elements.clientKey.value = crypto.randomUUID();
}

function noteMoment() {
  const day = form.elements.day.value;
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: form.elements.timeZone.value }).format(new Date());
  const minutes = Number(form.elements.otherMinutes.value || form.elements.minutes.value || 0);
  form.elements.startedAt.value = day === today ? new Date(Date.now() - minutes * 60000).toISOString() : "";
}

// A refused form is shown again with its key, so that sending it twice still counts once.
addEventListener("pageshow", (event) => { if (event.persisted) renew(); });
if (form) {
  if (!document.querySelector(".notice--problem")) renew();
  form.addEventListener("submit", noteMoment);
}
