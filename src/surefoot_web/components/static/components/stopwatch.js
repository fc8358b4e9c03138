// The stopwatch. The device's own monotonic clock (performance.now) times a trial that one page counted from start to stop; the
// server keeps the run, so that a reload or a second device goes on with it. A press carries its operation id and how long ago it
// was: it can be sent late and twice. Load the other clock scripts before (components/stopwatch_scripts.html). See docs/explanation/clocks.md.
"use strict";

(() => {
  const SECOND = 1000;
  const { wants, uuid, store, signal, post, steady } = window.surefootClock;

  function setUp(form) {
    if (form.dataset.ready) return;
    form.dataset.ready = "yes";
    const [said, fields] = [form.dataset, form.elements];
    const part = (name) => form.querySelector(`[data-${name}]`);
    const [button, digits, word, status, stage] = [part("stage-button"), part("digits"), part("word"), part("status"), form.closest(".stage")];
    const ends = said.endsAtS ? Number(said.endsAtS) : null;
    const minesKey = `surefoot-run:${form.action}`; // the run that this tab started
    // zero: on the clock of performance.now(), ms; mine: this page counted from the start
    const clock = { form, said, button, digits, word, status, stage, whoStarted: part("who-started"), zero: null, run: said.run || null, pending: null, countingIn: null, told: false };
    let [mine, startSent, startOperation] = [false, null, ""];

    clock.live = () => button.value === "start" || button.value === "stop";
    clock.say = (text) => (status.textContent = text);
    clock.show = (seconds) => (digits.textContent = (said.countsDown ? Math.max(0, ends - seconds) : seconds).toFixed(1));
    clock.forget = () => store("sessionStorage", minesKey, null);
    const capped = (seconds) => (ends === null ? seconds : Math.min(seconds, ends));
    const elapsed = (at) => Math.max(0, at - clock.zero) / SECOND;
    const sinceNow = (at) => () => performance.now() - at;

    function draw(now) {
      if (clock.zero === null || clock.pending) return;
      clock.show(mine ? capped(elapsed(now)) : elapsed(now));
      requestAnimationFrame(draw);
    }

    clock.running = (since, own) => {
      [clock.zero, mine] = [since, own];
      fields.clock.value = own ? "device" : "server";
      button.value = "stop";
      word.textContent = said.wordStop;
      steady();
      stage.classList.add("stage--running");
      stage.scrollIntoView({ block: "nearest" });
      requestAnimationFrame(draw);
      const startedHere = own || store("sessionStorage", minesKey) === clock.run;
      if (ends !== null && startedHere) setTimeout(endByItself, Math.max(0, ends * SECOND - (performance.now() - since)));
    };

    const endByItself = () => clock.zero !== null && !clock.pending && button.value === "stop" && stop(clock.zero + ends * SECOND);

    clock.press = (at) => {
      if (clock.countingIn) clock.callOff();
      else if (button.value === "stop") stop(at);
      else if (said.startsOn && said.countInS && wants("countIn")) clock.countIn(Number(said.countInS));
      else start(at);
    };

    function start(at) {
      startOperation = uuid();
      signal(880, 40);
      clock.running(at, true);
      if (wants("countIn")) clock.whoStarted.textContent = said.startsOn;
      sendStart(at);
    }

    function sendStart(at) {
      startSent = post(form, { command: "start", operation: startOperation, time_s: "" }, sinceNow(at)).then(started).catch(() => {
        clock.say(said.sayUnsavedStart);
        setTimeout(() => !clock.pending && clock.zero === at && !clock.run && sendStart(at), 2 * SECOND);
      });
    }

    function started(answer) {
      if (answer.conflict) return clock.showTheOther();
      if (!answer.ok) throw new Error("refused");
      clock.run = fields.run.value = answer.run?.id ?? "";
      fields.row_version.value = answer.run?.row_version ?? "";
      store("sessionStorage", minesKey, clock.run);
      return clock.pending || clock.say("");
    }

    // The server keeps another run, so this count is of nothing: the page, loaded again, says so and shows that run.
    clock.showTheOther = () => {
      clock.told = button.disabled = true;
      clock.drop();
      location.reload();
    };

    async function stop(at) {
      const seconds = capped(elapsed(at));
      const seen = { run: clock.run ?? "", row_version: fields.row_version.value, clock: fields.clock.value, reloaded: fields.reloaded.value };
      clock.pending = { ...seen, operation: uuid(), start_operation: startOperation, time_s: seconds.toFixed(2), elsewhere: !mine && seen.reloaded !== "1" ? "1" : "0" };
      fields.time_s.value = clock.pending.time_s;
      clock.keep(clock.pending, Date.now() - (performance.now() - at));
      clock.show(seconds);
      signal(660, [40, 60, 40]);
      stage.classList.remove("stage--running");
      button.disabled = true;
      word.textContent = said.wordSaving;
      await startSent;
      if (clock.told) return;
      if (!clock.pending.run) Object.assign(clock.pending, { run: clock.run ?? "", row_version: fields.row_version.value });
      await clock.send(sinceNow(at));
    }

    window.surefootCountIn(clock, start);
    window.surefootSend(clock);
    window.surefootHands(clock);
    if (clock.sendKept()) return;
    if (said.startedAt && button.value === "stop") {
      fields.reloaded.value = !said.run || store("sessionStorage", minesKey) === said.run ? "1" : "0";
      clock.running(performance.now() - (Date.parse(said.serverNow) - Date.parse(said.startedAt)), false);
    }
    if (said.stateUrl) window.surefootShare(clock);
  }

  const setUpAll = () => document.querySelectorAll("form[data-stopwatch]").forEach(setUp);
  setUpAll();
  document.addEventListener("htmx:load", setUpAll);
})();
