// What the parts of the stopwatch share: ids of presses, what is kept on this device until the server has it, sound, sending.
"use strict";

window.surefootClock = (() => {
  const wants = (name) => window.surefootStage?.wants(name);

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is missing where there is no TLS
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  // Reads without a value, removes with null. Private windows may keep nothing: the page's memory still does.
  function store(kind, key, value) {
    try {
      if (value === undefined) return JSON.parse(window[kind].getItem(key) || "null");
      if (value === null) window[kind].removeItem(key);
      else window[kind].setItem(key, JSON.stringify(value));
    } catch {
      return null;
    }
    return null;
  }

  let audio = null;
  function signal(pitch, pattern) {
    if (wants("vibration") !== false) navigator.vibrate?.(pattern);
    if (!wants("sound")) return;
    audio ??= new AudioContext();
    const [tone, level] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = pitch;
    level.gain.setValueAtTime(0.2, audio.currentTime);
    level.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.2);
    tone.connect(level).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.2);
  }

  // Sends a press; `ago` gives how long ago it was, in ms. Throws where no answer came, so that it is sent again.
  async function post(form, fields, ago, action = form.action) {
    const body = new FormData(form);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("ago_ms", Math.max(0, ago()).toFixed(0));
    const reply = await fetch(action, { method: "POST", body, credentials: "same-origin", headers: { "X-Stopwatch": "1" } });
    if (reply.status >= 500) throw new Error(String(reply.status));
    const answer = await reply.json().catch(() => ({}));
    return { ok: reply.ok, conflict: reply.status === 409, ...answer };
  }

  // Times of other tests, or of a run that the server already shows as ended: sent again with their operation id, without a word.
  async function sendOthers(form, prefix) {
    for (const key of Object.keys(window.localStorage).filter((one) => one.startsWith(prefix))) {
      const { wall, ...rest } = store("localStorage", key);
      const sent = post(form, { command: "stop", ...rest }, () => Date.now() - wall, key.slice(prefix.length));
      const answer = await sent.catch(() => ({}));
      if (answer.saved || answer.conflict) store("localStorage", key, null);
      if (answer.conflict) location.reload();
    }
  }

  // While a clock runs: where a scroll bar takes room it keeps it, so that nothing moves sideways, and the screen stays on where it can.
  function steady() {
    const root = document.documentElement;
    if (innerWidth > root.clientWidth) root.classList.add("has-bar");
    navigator.wakeLock?.request("screen").catch(() => null);
  }

  return { wants, uuid, store, signal, post, sendOthers, steady };
})();
