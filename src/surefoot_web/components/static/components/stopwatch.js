// The stopwatch. The device's own monotonic clock (performance.now) times a trial that one page counted from start to stop; the
// server keeps the run, so that a reload or a second device goes on with it. A press carries its operation id and how long ago it
// was: it can be sent late and twice. What is measured and not yet taken is kept on this device. See docs/explanation/clocks.md.
"use strict";

(() => {
  const CONTROLS = "input, textarea, select, button, a, summary, label, [contenteditable]";
  const SECOND = 1000;
  const wants = (name) => window.surefootStage?.wants(name);
  const uuid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is missing where there is no TLS
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  const store = (kind, key, value) => {
    try {
      if (value === undefined) return JSON.parse(window[kind].getItem(key) || "null");
      if (value === null) window[kind].removeItem(key);
      else window[kind].setItem(key, JSON.stringify(value));
    } catch {
      // private windows may keep nothing: the page's memory still does
    }
    return null;
  };

  const keepGutter = () => {
    const root = document.documentElement;
    if (innerWidth > root.clientWidth) root.classList.add("has-bar");
  };

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

  function setUp(form) {
    if (form.dataset.ready) return;
    form.dataset.ready = "yes";
    const said = form.dataset;
    const [button, digits] = [form.querySelector("[data-stage-button]"), form.querySelector("[data-digits]")];
    const [word, status, whoStarted] = ["[data-word]", "[data-status]", "[data-who-started]"].map((part) => form.querySelector(part));
    const stage = form.closest(".stage");
    const ends = said.endsAtS ? Number(said.endsAtS) : null;
    const keptAs = `surefoot-unsent:${said.who}:${form.action}`;
    const minesKey = `surefoot-run:${form.action}`;
    let zero = null; // on the clock of performance.now(), ms
    let mine = false; // this page counted from the start
    let run = said.run || null;
    let [pressed, countingIn, pending, startSent, startOperation, told, typed] = [null, null, null, null, null, false, false];
    let dropped = 0; // polls in a row without an answer

    const live = () => button.value === "start" || button.value === "stop";
    const elapsed = (at) => Math.max(0, at - zero) / SECOND;
    const say = (text) => (status.textContent = text);
    const show = (seconds) => (digits.textContent = (said.countsDown ? Math.max(0, ends - seconds) : seconds).toFixed(1));

    function draw(now) {
      if (zero === null || pending) return;
      show(mine && ends !== null ? Math.min(elapsed(now), ends) : elapsed(now));
      requestAnimationFrame(draw);
    }

    function running(since, own) {
      [zero, mine] = [since, own];
      form.elements.clock.value = own ? "device" : "server";
      button.value = "stop";
      word.textContent = said.wordStop;
      keepGutter();
      stage.classList.add("stage--running");
      stage.scrollIntoView({ block: "nearest" });
      requestAnimationFrame(draw);
      const startedHere = own || store("sessionStorage", minesKey) === run;
      if (ends !== null && startedHere) setTimeout(endByItself, Math.max(0, ends * SECOND - (performance.now() - since)));
    }

    function endByItself() {
      if (zero !== null && !pending && button.value === "stop") stop(zero + ends * SECOND);
    }

    async function post(fields, at, action = form.action) {
      const body = new FormData(form);
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      body.set("ago_ms", Math.max(0, at()).toFixed(0));
      const reply = await fetch(action, { method: "POST", body, credentials: "same-origin", headers: { "X-Stopwatch": "1" } });
      if (reply.status >= 500) throw new Error(String(reply.status));
      const answer = await reply.json().catch(() => ({}));
      return { ok: reply.ok, conflict: reply.status === 409, saved: answer.saved === true, ...answer };
    }

    const sinceNow = (at) => () => performance.now() - at;

    // ---------- start

    function press(at) {
      if (countingIn) return callOff();
      if (button.value === "stop") return stop(at);
      if (said.startsOn && said.countInS && wants("countIn")) return countIn(Number(said.countInS));
      return start(at);
    }

    function countIn(left) {
      if (left <= 0) {
        countingIn = null;
        stage.classList.remove("stage--counting");
        return start(performance.now());
      }
      keepGutter();
      stage.classList.add("stage--counting");
      digits.textContent = String(left);
      word.textContent = said.wordCancel;
      signal(440, 30);
      countingIn = setTimeout(() => countIn(left - 1), SECOND);
    }

    function callOff() {
      clearTimeout(countingIn);
      countingIn = null;
      stage.classList.remove("stage--counting");
      word.textContent = said.wordStart;
      show(0);
    }

    function start(at) {
      startOperation = uuid();
      signal(880, 40);
      running(at, true);
      if (said.startsOn && wants("countIn")) say(said.startsOn);
      sendStart(at);
    }

    function sendStart(at) {
      startSent = post({ command: "start", operation: startOperation, time_s: "" }, sinceNow(at))
        .then((answer) => {
          if (answer.conflict) return showTheOther();
          if (!answer.ok) throw new Error("refused");
          run = answer.run?.id ?? run;
          form.elements.run.value = run ?? "";
          form.elements.row_version.value = answer.run?.row_version ?? "";
          store("sessionStorage", minesKey, run);
          if (!pending) say("");
          return null;
        })
        .catch(() => {
          say(said.sayUnsavedStart);
          setTimeout(() => !pending && zero === at && !run && sendStart(at), 2 * SECOND);
        });
    }

    // The server keeps another run, so this count is of nothing: the page, loaded again, says so and shows that run.
    function showTheOther() {
      told = button.disabled = true;
      store("localStorage", keptAs, null);
      location.reload();
    }

    // ---------- stop

    async function stop(at) {
      const seconds = ends === null ? elapsed(at) : Math.min(elapsed(at), ends);
      pending = {
        operation: uuid(), start_operation: startOperation ?? "", run: run ?? "", row_version: form.elements.row_version.value,
        time_s: seconds.toFixed(2), clock: form.elements.clock.value, reloaded: form.elements.reloaded.value, elsewhere: elsewhere() ? "1" : "0",
      };
      const wall = Date.now() - (performance.now() - at);
      store("localStorage", keptAs, { ...pending, wall });
      show(seconds);
      signal(660, [40, 60, 40]);
      stage.classList.remove("stage--running");
      button.disabled = true;
      word.textContent = said.wordSaving;
      await startSent;
      if (told) return;
      pending.run = pending.run || run || "";
      pending.row_version = pending.row_version || form.elements.row_version.value;
      await send(sinceNow(at));
    }

    const elsewhere = () => !mine && form.elements.reloaded.value !== "1";

    async function send(ago) {
      try {
        const answer = await post({ command: "stop", ...pending }, ago);
        if (answer.conflict) return showTheOther();
        if (!answer.saved) return waitForPerson(said.saySignedOut, ago);
        store("localStorage", keptAs, null);
        store("sessionStorage", minesKey, null);
        location.assign(answer.next);
      } catch {
        waitForPerson(said.sayUnsaved, ago);
        setTimeout(() => button.value === "again" && resend(ago), 2 * SECOND);
      }
    }

    function waitForPerson(text, ago) {
      button.disabled = false;
      button.value = "again";
      word.textContent = said.wordAgain;
      say(text);
      button.onclick = (event) => {
        event.preventDefault();
        resend(ago);
      };
    }

    function resend(ago) {
      if (button.value !== "again") return;
      button.value = "sending";
      button.disabled = true;
      word.textContent = said.wordSaving;
      send(ago);
    }

    function sendKept(kept) {
      const { wall, ...rest } = kept;
      pending = rest;
      show(Number(rest.time_s));
      button.disabled = true;
      say(said.sayKept);
      send(() => Date.now() - wall);
    }

    // Times of other tests, or of a run that the server already shows as ended: sent again with their operation id, without a word.
    async function sendOthers() {
      const prefix = `surefoot-unsent:${said.who}:`;
      for (const key of Object.keys(window.localStorage).filter((one) => one.startsWith(prefix))) {
        const { wall, ...rest } = store("localStorage", key);
        const answer = await post({ command: "stop", ...rest }, () => Date.now() - wall, key.slice(prefix.length)).catch(() => ({}));
        if (answer.saved || answer.conflict) store("localStorage", key, null);
        if (answer.conflict) location.reload();
      }
    }

    // ---------- what the server and other devices say

    async function poll() {
      let next = 3 * SECOND;
      if (!document.hidden && !told && live() && !pending) {
        try {
          const asked = performance.now();
          const reply = await fetch(said.stateUrl, { credentials: "same-origin" });
          const state = await reply.json();
          dropped = 0;
          if (reply.ok) adopt(state, (asked + performance.now()) / 2);
          if (reply.ok && (state.devices || zero !== null)) next = SECOND;
        } catch {
          dropped += 1;
          next = SECOND;
          if (dropped === 3) say(said.sayNoConnection);
        }
      }
      if (!told) setTimeout(poll, next);
    }

    function adopt(state, at) {
      if (status.textContent === said.sayNoConnection) say("");
      if (pending || told || countingIn) return;
      if (state.run && zero === null) return state.run.test === said.test ? follow(state.run, at) : leaveFor();
      if (state.run && run === state.run.id) form.elements.row_version.value = state.run.row_version;
      if (!state.run && zero !== null && run && state.last?.id === run) endedElsewhere(state.last);
      if (state.test && state.test !== said.test && zero === null) leaveFor();
      if (!said.followed && said.showUrl && state.devices) followMe();
    }

    function follow(other, at) {
      run = other.id;
      form.elements.run.value = run;
      form.elements.row_version.value = other.row_version;
      whoStarted.textContent = `${said.sayStartedBy} ${other.started_by}`;
      running(at - other.elapsed_ms, false);
    }

    function endedElsewhere(last) {
      [zero, told] = [null, true];
      stage.classList.remove("stage--running");
      show(last.elapsed_ms / SECOND);
      whoStarted.textContent = `${said.sayStoppedBy} ${last.stopped_by}`;
      store("sessionStorage", minesKey, null);
      location.reload();
    }

    function leaveFor() {
      if (!typed) [told] = [true, location.reload()];
    }

    function followMe() {
      said.followed = "yes";
      fetch(said.showUrl, { method: "POST", body: new FormData(form), credentials: "same-origin" }).catch(() => (said.followed = ""));
    }

    // ---------- hands, keys, pedal

    button.addEventListener("pointerdown", (event) => (pressed = event.timeStamp));
    button.addEventListener("pointerleave", () => (pressed = null));
    button.addEventListener("click", (event) => {
      if (!live()) return;
      event.preventDefault();
      event.stopPropagation();
      press(pressed ?? event.timeStamp);
      pressed = null;
    });
    stage.addEventListener("click", (event) => {
      if (live() && !button.disabled && !event.target.closest(CONTROLS)) press(event.timeStamp);
    });
    document.addEventListener("input", (event) => (typed ||= !!event.target.closest("form.trial")));
    document.addEventListener("keydown", (event) => {
      const pedal = wants("pedal") && event.code === wants("pedal");
      const space = event.code === "Space" && (wants("keys") !== false || event.target === button);
      const elsewhereNow = event.target !== button && event.target.closest?.(CONTROLS);
      if (!(space && !elsewhereNow) && !(pedal && !(elsewhereNow && event.key.length === 1))) return;
      if (event.repeat || button.disabled || !live() || !form.isConnected || document.querySelector("dialog[open]")) return;
      if (!button.checkVisibility?.()) return;
      event.preventDefault();
      press(event.timeStamp);
    });
    button.addEventListener("keyup", (event) => {
      if (event.code === "Space") event.preventDefault();
    });
    window.addEventListener("online", () => button.value === "again" && button.click());
    window.addEventListener("beforeunload", (event) => {
      if (pending && button.value === "again" && !store("localStorage", keptAs)) event.preventDefault();
    });

    const kept = said.who && store("localStorage", keptAs);
    if (kept && button.value) sendKept(kept);
    else if (said.startedAt && button.value === "stop") {
      const own = store("sessionStorage", minesKey);
      form.elements.reloaded.value = !said.run || own === said.run ? "1" : "0";
      running(performance.now() - (Date.parse(said.serverNow) - Date.parse(said.startedAt)), false);
    }
    if (said.who && !pending) sendOthers();
    if (said.stateUrl) setTimeout(poll, SECOND);
  }

  const setUpAll = () => document.querySelectorAll("form[data-stopwatch]").forEach(setUp);
  setUpAll();
  document.addEventListener("htmx:load", setUpAll);
})();
