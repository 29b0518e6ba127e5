// Without a network: the shell from what was kept, and a page that says so. Talks, pages of staff and papers are kept nowhere.

const KEPT = "yiqi-shell-1";
const SHELL = ["/offline", "/static/base.css", "/static/icon.svg"];

addEventListener("install", (event) => event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(SHELL)).then(() => skipWaiting())));

addEventListener("activate", (event) => event.waitUntil(forgetOlder()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const shell = new URL(request.url).pathname;
  if (request.mode === "navigate") event.respondWith(opened(event).catch(() => caches.match("/offline")));
  else if (SHELL.includes(shell)) event.respondWith(fetch(request).catch(() => caches.match(shell)));
});

// The browser's own request, where it makes one: a worker's looks to the server like a script's, not like a visit.
async function opened({ request, preloadResponse }) {
  return (await preloadResponse) ?? fetch(request);
}

async function forgetOlder() {
  await registration.navigationPreload?.enable();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("yiqi-shell") && name !== KEPT).map((name) => caches.delete(name)));
  await clients.claim();
}
