// Keeps the staff app on the device, so that it opens without a network: the shell, and every file that it may ask for. One
// cache a build; the build before stays, because a page of it may still be open. What the server answers is never kept here.
/* global VERSION, FILES */
const CACHE = `throughline-${VERSION}`;
const SHELL = "/app";

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate" && (pathname === SHELL || pathname.startsWith(`${SHELL}/`))) event.respondWith(kept(SHELL, event.request));
  else if (pathname.startsWith("/assets/")) event.respondWith(kept(pathname, event.request));
});
// A page asks for this when its reader presses "Reload": until then they go on with the build that they have open.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll([SHELL, ...FILES].map((path) => new Request(path, { cache: "no-cache" })));
}

async function tidy() {
  const builds = (await caches.keys()).filter((name) => name.startsWith("throughline-"));
  for (const old of builds.filter((name) => name !== CACHE).slice(0, -1)) await caches.delete(old);
  await self.clients.claim();
}

// From this build, else from the one before, else from the network.
async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}
