// Serves the pages that a person took offline when the network or the server does not answer (offline.js takes them).
// Everything else goes through untouched. Sent at /luring.js, so that it may stand before the whole site.
"use strict";
const KEPT = "piagam-offline";
const SHELF = "/luring/"; // the page that lists what was taken
const AS_KEPT = { ignoreVary: true, ignoreSearch: true };
const PATIENCE = 15000; // milliseconds, for a page of which there is a copy

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request, url));
  else if (event.request.destination) event.respondWith(part(event.request)); // styles, scripts, pictures
});

function tooLong() {
  return new Promise((_resolve, reject) => setTimeout(() => reject(new Error("too long")), PATIENCE));
}

async function page(request, url) {
  const kept = await caches.open(KEPT);
  const copy = await kept.match(url.pathname, AS_KEPT);
  try {
    const answer = await (copy ? Promise.race([fetch(request), tooLong()]) : fetch(request));
    if (answer.status >= 502 && copy) return copy;
    if (copy && answer.ok && !answer.redirected) await kept.put(url.pathname, answer.clone());
    return answer;
  } catch (lost) {
    const shelf = copy || (await kept.match(SHELF, AS_KEPT));
    if (shelf) return shelf;
    throw lost;
  }
}

async function part(request) {
  const copy = await caches.match(request, { cacheName: KEPT, ignoreVary: true });
  return copy || fetch(request);
}
