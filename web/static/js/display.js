// A live display: keeps the last frame until a newer one comes, and lets rows glide to their new places.
"use strict";

const live = document.getElementById("live");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const PAUSE = 3000;
const TURN = 5000;
const LEAGUE_TURN = 15000;
let page = 0;
let known = "";

function rowsOf(part) {
  return [...part.querySelectorAll("[data-name]")].filter((row) => row.offsetParent !== null); // not those of leagues whose turn it is not
}

function tops(part) {
  return new Map(rowsOf(part).map((row) => [row.dataset.name, row.getBoundingClientRect().top]));
}

function glide(part, before) {
  if (still.matches) return;
  for (const row of rowsOf(part)) {
    const from = before.get(row.dataset.name);
    const moved = from === undefined ? 40 : from - row.getBoundingClientRect().top;
    if (moved) row.animate([{ transform: `translateY(${moved}px)`, opacity: from === undefined ? 0 : 1 }, { transform: "none", opacity: 1 }], { duration: 700, easing: "cubic-bezier(0.2, 0.8, 0.2, 1)" });
  }
}

function show(name, html) {
  const part = document.querySelector(`[data-part="${name}"]`);
  if (!part || part.dataset.html === html) return;
  const before = tops(part);
  part.innerHTML = html;
  if (name === "league") turnTo(page);
  part.dataset.html = html;
  glide(part, before);
}

// Leagues take turns on one screen; nothing is fetched for it, so nothing flickers.
function turnTo(number) {
  const pages = [...document.querySelectorAll("[data-page]")];
  page = pages.length ? number % pages.length : 0;
  pages.forEach((each, at) => { each.hidden = at !== page; });
  return pages[page];
}

function turnLeagues() {
  const part = document.querySelector('[data-part="league"]');
  if (still.matches || !part || part.matches(":hover, :focus-within")) return; // whoever reads, or wants no motion, turns by the links
  if (part.querySelectorAll("[data-page]").length > 1) turnTo(page + 1).animate([{ opacity: 0 }, { opacity: 1 }], { duration: 500 });
}

function say(state) {
  document.body.classList.toggle("display--waiting", state !== "live");
  live.textContent = live.dataset[state];
}

function watch() {
  const source = new EventSource(document.body.dataset.stream + (known ? `&known=${known}` : ""));
  source.addEventListener("open", () => say("live"));
  source.addEventListener("frame", (event) => {
    known = event.lastEventId;
    for (const [name, html] of Object.entries(JSON.parse(event.data))) show(name, html);
  });
  source.addEventListener("ended", () => {
    source.close();
    for (const part of document.querySelectorAll("[data-part]")) part.replaceChildren();
    say("ended");
  });
  source.addEventListener("error", () => {
    say("waiting");
    if (source.readyState !== EventSource.CLOSED) return; // a proxy answered for the server: browsers give up then, we do not
    setTimeout(watch, PAUSE * (1 + Math.random()));
  });
}

// The ticker takes turns, so that a short line shows everybody in time.
setInterval(() => {
  const list = document.querySelector(".ticker");
  if (list && !still.matches && list.scrollWidth > list.clientWidth) list.append(list.firstElementChild);
}, TURN);

setInterval(turnLeagues, LEAGUE_TURN);
watch();
