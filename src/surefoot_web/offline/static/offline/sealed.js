// Answers on the device: sealed to the server's key before they are kept, sent when they can be, gone with the receipt.
// The key of each seal is made for it and forgotten, so nothing on the device opens what is kept.
"use strict";

window.surefoot = window.surefoot || {};

window.surefoot.sealed = (() => {
  const NAME = "surefoot-sealed";
  const text = new TextEncoder();
  const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const bytes = (text64) => Uint8Array.from(atob(text64), (letter) => letter.charCodeAt(0));
  const asked = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });

  let opening = null;
  const store = async (mode) => {
    if (!opening) {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore("envelopes", { keyPath: "id" });
      opening = asked(request);
    }
    return (await opening).transaction("envelopes", mode).objectStore("envelopes");
  };

  const kept = async (form) => {
    const all = await asked((await store("readonly")).getAll());
    return all.filter((one) => one.form === form).sort((left, right) => left.n - right.n);
  };
  const forget = async (ids) => {
    const envelopes = await store("readwrite");
    await Promise.all(ids.map((id) => asked(envelopes.delete(id))));
  };

  // One message sealed for `form` with the server's `key`: {id, n, device_key, nonce, sealed}.
  const seal = async (message, { form, key, n }) => {
    const id = crypto.randomUUID();
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const server = await crypto.subtle.importKey("raw", bytes(key), curve, false, []);
    const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const point = await crypto.subtle.exportKey("raw", own.publicKey);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: server }, own.privateKey, 256);
    const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const made = { name: "HKDF", hash: "SHA-256", salt: point, info: text.encode("surefoot-answers/1") };
    const cipher = await crypto.subtle.deriveKey(made, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const bound = { name: "AES-GCM", iv: nonce, additionalData: text.encode(`${form}/${id}`) };
    const sealed = await crypto.subtle.encrypt(bound, cipher, text.encode(JSON.stringify(message)));
    return { id, n, device_key: base64(point), nonce: base64(nonce), sealed: base64(sealed) };
  };

  const keep = async (message, place) => {
    const envelope = await seal(message, place);
    await asked((await store("readwrite")).put({ ...envelope, form: place.form }));
  };

  // Nothing of the form stays on the device: envelopes, the page that was kept, the script that kept it.
  const clear = async (form) => {
    await forget((await kept(form)).map((one) => one.id));
    for (const name of await caches.keys()) if (name.startsWith("surefoot-form")) await caches.delete(name);
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.map((worker) => worker.unregister()));
  };

  return { keep, kept, forget, clear };
})();
