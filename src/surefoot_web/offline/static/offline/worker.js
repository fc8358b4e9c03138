// Keeps the page of the form, which holds no answer, so that it opens while the network is gone. Answers never pass through here.
"use strict";

const KEPT = "surefoot-form-1";
const isPage = (url) => /^\/device\/[0-9a-f-]{36}\/$/.test(url.pathname);
const isPart = (url) => /^\/(static|drawings)\/|^\/device\/[0-9a-f-]{36}\/medicines\/$/.test(url.pathname);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { keep } = event.data;
  if (!keep) return;
  event.waitUntil(
    caches.open(KEPT).then((kept) => Promise.all(keep.map((address) => kept.add(address).catch(() => undefined)))),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.origin === self.location.origin && event.request.method === "GET";
  if (!ours || !(isPage(url) || isPart(url))) return;
  const fresh = async () => {
    const kept = await caches.open(KEPT);
    try {
      const answer = await fetch(event.request);
      if (answer.ok && !answer.redirected) await kept.put(event.request, answer.clone());
      return answer.status < 500 ? answer : ((await kept.match(event.request)) ?? answer);
    } catch (gone) {
      const copy = await kept.match(event.request, { ignoreSearch: true });
      if (copy) return copy;
      throw gone;
    }
  };
  event.respondWith(fresh());
});
