// Keeps the look of the site, the form for logging work, and what was logged without signal; shows notifications.
"use strict";

const LOOKS = `looks-${KEPT.assets.join("").length}-${KEPT.assets.map((each) => each.slice(-4)).join("")}`;
const PAGES = "pages";
const LOG = "/log";

self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([keep(LOOKS, KEPT.assets), keep(PAGES, KEPT.pages)]).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldLooks().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && url.pathname === LOG) event.respondWith(sendOrKeep(request));
  else if (request.method === "POST" && url.pathname === "/sign-out") event.respondWith(forgetPage(LOG).then(() => fetch(request)));
  else if (request.method === "GET" && request.mode === "navigate") event.respondWith(visit(event, url));
  else if (request.method === "GET" && url.pathname.startsWith("/static/")) event.respondWith(look(request));
});

self.addEventListener("message", (event) => {
  if (event.data === "send kept") event.waitUntil(sendKept());
});

self.addEventListener("sync", (event) => {
  if (event.tag === "send kept") event.waitUntil(sendKept());
});

self.addEventListener("push", (event) => {
  const { title, body, url, tag } = event.data?.json() ?? {};
  if (title) event.waitUntil(self.registration.showNotification(title, { body, tag, icon: "/favicon.ico", data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? "/", self.location.origin);
  if (url.origin === self.location.origin) event.waitUntil(self.clients.openWindow(url.href));
});

async function keep(name, addresses) {
  const cache = await caches.open(name);
  await cache.addAll(addresses);
}

async function forgetOldLooks() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("looks-") && name !== LOOKS).map((name) => caches.delete(name)));
}

async function forgetPage(path) {
  const cache = await caches.open(PAGES);
  await cache.delete(path);
}

async function look(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function visit(event, url) {
  try {
    const answer = await fetch(event.request);
    if (url.pathname === LOG && answer.ok && !answer.redirected) event.waitUntil(keepPage(LOG, answer.clone()));
    return answer;
  } catch {
    const cache = await caches.open(PAGES);
    return (await cache.match(url.pathname)) ?? (await cache.match("/offline"));
  }
}

async function keepPage(path, answer) {
  const cache = await caches.open(PAGES);
  await cache.put(path, answer);
}

async function sendOrKeep(request) {
  const body = await request.clone().text();
  try {
    return await fetch(request);
  } catch {
    await put({ key: new URLSearchParams(body).get("clientKey"), body });
    await self.registration.sync?.register("send kept").catch(() => undefined);
    return Response.redirect("/log/kept", 303);
  }
}

// One at a time, and only once: the client's key makes a second sending harmless.
function sendKept() {
  return navigator.locks.request("kept", async () => {
    let sent = 0;
    let refused = 0;
    for (const entry of await all()) {
      const status = await send(entry);
      if (status === 0) break;
      if (status < 300) { await remove(entry.key); sent += 1; } else { refused += 1; }
    }
    const kept = (await all()).length;
    const pages = await self.clients.matchAll({ type: "window" });
    pages.forEach((page) => page.postMessage({ kept, sent, refused }));
  });
}

async function send(entry) {
  try {
    const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
    return (await fetch(LOG, { method: "POST", headers, body: entry.body, redirect: "manual" })).status || 401;
  } catch {
    return 0;
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("groundswell", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kept", { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore(mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const request = act(database.transaction("kept", mode).objectStore("kept"));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  }).finally(() => database.close());
}

const put = (entry) => inStore("readwrite", (store) => store.put(entry));
const remove = (key) => inStore("readwrite", (store) => store.delete(key));
const all = () => inStore("readonly", (store) => store.getAll());
