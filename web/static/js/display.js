// A live display: takes the newest standings and lets the rows glide to their new places.
"use strict";

const board = document.getElementById("board");
const live = document.getElementById("live");
const still = matchMedia("(prefers-reduced-motion: reduce)");

function tops() {
  return new Map([...board.querySelectorAll("[data-name]")].map((row) => [row.dataset.name, row.getBoundingClientRect().top]));
}

function glide(before) {
  if (still.matches) return;
  for (const row of board.querySelectorAll("[data-name]")) {
    const from = before.get(row.dataset.name);
    const moved = from === undefined ? 40 : from - row.getBoundingClientRect().top;
    if (moved) row.animate([{ transform: `translateY(${moved}px)`, opacity: from === undefined ? 0 : 1 }, { transform: "none", opacity: 1 }], { duration: 700, easing: "cubic-bezier(0.2, 0.8, 0.2, 1)" });
  }
}

function isLive(yes) {
  document.body.classList.toggle("display--waiting", !yes);
  live.textContent = yes ? live.dataset.live : live.dataset.waiting;
}

const source = new EventSource(document.body.dataset.stream);
source.addEventListener("open", () => isLive(true));
source.addEventListener("error", () => isLive(false));
source.addEventListener("board", (event) => {
  const before = tops();
  board.innerHTML = event.data;
  glide(before);
  isLive(true);
});
