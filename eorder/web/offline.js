// Keeps the last inbox of an installed app, and the parts that it needs to be read, for when there is no connection.
// Nothing else is kept; signing out clears it.
"use strict";

const KEPT = "luring-1";
const INBOX = /^\/(en\/)?tugas$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && INBOX.test(url.pathname)) {
    event.respondWith(inbox(event.request, url.pathname));
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(part(event.request));
  }
});

async function inbox(request, path) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) await kept.put(path, answer.clone());
    return answer;
  } catch (error) {
    const last = await kept.match(path);
    if (!last) throw error;
    const text = (await last.text()).replace(" data-offline hidden", "");
    return new Response(text, { headers: last.headers });
  }
}

async function part(request) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) await kept.put(request, answer.clone());
    return answer;
  } catch (error) {
    const last = await kept.match(request);
    if (!last) throw error;
    return last;
  }
}
