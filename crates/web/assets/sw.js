// Keeps the pages somebody has opened to vote, so that they open again without a connection. Everything else passes by.

const kept = "plenary-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

const lasting = (url) => url.pathname.startsWith("/assets/");
const ballot = (url) => /^\/[^/]+\/[^/]+\/take-part$/.test(url.pathname);

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (lasting(url)) event.respondWith(fromKept(event.request));
  else if (ballot(url) && event.request.mode === "navigate") event.respondWith(fromServer(event.request, url));
});

async function fromKept(request) {
  const cache = await caches.open(kept);
  const known = await cache.match(request);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

async function fromServer(request, url) {
  const cache = await caches.open(kept);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(url.pathname, response.clone());
    return response;
  } catch (error) {
    const known = await cache.match(url.pathname);
    if (known) return known;
    throw error;
  }
}
