// The stopwatch. The server keeps when a trial started, so a reload loses nothing; within one page the device's own
// monotonic clock times the trial. A trial that lived through a reload is marked, for its first seconds came from the server.
"use strict";

(() => {
  const CONTROLS = "input, textarea, select, button, a, summary, [contenteditable]";

  function setUp(form) {
    if (form.dataset.ready) return;
    form.dataset.ready = "yes";
    const button = form.querySelector("[data-stage-button]");
    const digits = form.querySelector("[data-digits]");
    const word = form.querySelector("[data-word]");
    const status = form.querySelector("[data-status]");
    const stage = form.closest(".stage");
    const said = form.dataset;
    let zero = null; // on the clock of performance.now(), ms
    let [pressed, stopped_s, runsElsewhere] = [null, null, false];
    let started = Promise.resolve();

    if (button.value === "start" || button.value === "stop") form.elements.clock.value = "device";
    if (said.startedAt && button.value === "stop") {
      zero = performance.now() - (Date.parse(said.serverNow) - Date.parse(said.startedAt));
      form.elements.reloaded.value = "1";
      form.elements.clock.value = "server";
      requestAnimationFrame(draw);
    }

    function draw(now) {
      if (zero === null || stopped_s !== null) return;
      digits.textContent = (Math.max(0, now - zero) / 1000).toFixed(1);
      requestAnimationFrame(draw);
    }

    function post(command) {
      const body = new FormData(form);
      body.set("command", command);
      return fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { "X-Stopwatch": "1" } }).then((reply) => {
        if (reply.status >= 500) throw new Error(String(reply.status));
        return reply;
      });
    }

    function sendAsForm() {
      const command = document.createElement("input");
      Object.assign(command, { type: "hidden", name: "command", value: "stop" });
      form.append(command);
      form.submit();
    }

    function start(at) {
      zero = at;
      button.value = "stop";
      word.textContent = said.wordStop;
      stage.classList.add("stage--running");
      navigator.vibrate?.(30);
      requestAnimationFrame(draw);
      started = post("start")
        .then((reply) => (reply.status === 409 ? showTheOther() : reply.ok || Promise.reject(new Error(String(reply.status)))))
        .catch(() => {
          status.textContent = said.sayUnsavedStart;
        });
    }

    // The server keeps another run, so this count is of nothing: the page, loaded again, says so and shows that run.
    const showTheOther = () => ((runsElsewhere = button.disabled = true), location.reload());

    async function stop(at) {
      if (stopped_s === null) {
        stopped_s = Math.max(0, at - zero) / 1000;
        form.elements.time_s.value = stopped_s.toFixed(2);
        digits.textContent = stopped_s.toFixed(1);
        stage.classList.remove("stage--running");
        word.textContent = said.wordSaving;
        navigator.vibrate?.([30, 60, 30]);
      }
      button.disabled = true;
      await started;
      if (runsElsewhere) return;
      try {
        const reply = await post("stop");
        if (reply.ok) location.assign(reply.url);
        else sendAsForm(); // the server's page says what is wrong and what to do
      } catch {
        button.disabled = false;
        word.textContent = said.wordAgain;
        status.textContent = said.sayUnsaved;
      }
    }

    const press = (at) => (button.value === "start" ? start(at) : stop(at));

    button.addEventListener("pointerdown", (event) => (pressed = event.timeStamp));
    button.addEventListener("pointerleave", () => (pressed = null));
    button.addEventListener("click", (event) => {
      if (button.value !== "start" && button.value !== "stop") return;
      event.preventDefault();
      press(pressed ?? event.timeStamp);
      pressed = null;
    });
    document.addEventListener("keydown", (event) => {
      const elsewhere = event.target !== button && event.target.closest?.(CONTROLS);
      if (event.code !== "Space" || event.repeat || elsewhere || button.disabled || !form.isConnected) return;
      if (button.value !== "start" && button.value !== "stop") return;
      event.preventDefault();
      press(event.timeStamp);
    });
    button.addEventListener("keyup", (event) => {
      if (event.code === "Space") event.preventDefault();
    });
    window.addEventListener("beforeunload", (event) => {
      if (stopped_s !== null && !button.disabled) event.preventDefault();
    });
  }

  const setUpAll = () => document.querySelectorAll("form[data-stopwatch]").forEach(setUp);
  setUpAll();
  document.addEventListener("htmx:load", setUpAll);
})();
