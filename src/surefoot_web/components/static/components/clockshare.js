// One clock on several devices: asks the server every second, follows a run that was started elsewhere, shows one that ended elsewhere.
"use strict";

window.surefootShare = (clock) => {
  const SECOND = 1000;
  const { said, form, status } = clock;
  let dropped = 0; // questions in a row without an answer
  let typed = false;

  document.addEventListener("input", (event) => (typed ||= !!event.target.closest("form.trial")));

  async function poll() {
    let next = 3 * SECOND;
    if (!document.hidden && !clock.told && clock.live() && !clock.pending) {
      try {
        const asked = performance.now();
        const reply = await fetch(said.stateUrl, { credentials: "same-origin" });
        if (reply.redirected || reply.status === 404) return notOpen(reply);
        if (reply.status === 403) return null; // who may only read sees the clock as it was when the page came
        const state = await reply.json();
        dropped = 0;
        if (reply.ok) adopt(state, (asked + performance.now()) / 2);
        if (reply.ok && (state.devices || clock.zero !== null)) next = SECOND;
      } catch {
        dropped += 1;
        next = SECOND;
        if (dropped === 3) clock.say(said.sayNoConnection);
      }
    }
    return clock.told ? null : setTimeout(poll, next);
  }

  // Nobody is signed in any more, or the device was ended: a clock that this page counts goes on, its time is kept at the stop.
  function notOpen(reply) {
    if (clock.zero === null && reply.status === 404) location.reload();
    else clock.say(said.saySignedOut);
  }

  function adopt(state, at) {
    if (status.textContent === said.sayNoConnection) clock.say("");
    if (clock.pending || clock.told || clock.countingIn) return;
    if (state.run && clock.zero === null) {
      if (state.run.test === said.test) follow(state.run, at);
      else leaveFor();
      return;
    }
    if (state.run && clock.run === state.run.id) form.elements.row_version.value = state.run.row_version;
    if (!state.run && clock.zero !== null && clock.run && state.last?.id === clock.run) endedElsewhere(state.last);
    else if (state.test && state.test !== said.test && clock.zero === null) leaveFor();
    else if (!said.followed && said.showUrl && state.devices) followMe();
  }

  function follow(other, at) {
    clock.run = form.elements.run.value = other.id;
    form.elements.row_version.value = other.row_version;
    clock.whoStarted.textContent = `${said.sayStartedBy} ${other.started_by}`;
    clock.running(at - other.elapsed_ms, false);
  }

  function endedElsewhere(last) {
    [clock.zero, clock.told] = [null, true];
    clock.whoStarted.textContent = `${said.sayStoppedBy} ${last.stopped_by}`;
    clock.forget();
    location.reload();
  }

  // Another test has the clock, or the stage: shown, unless something was typed here that would be lost.
  function leaveFor() {
    if (typed) return;
    clock.told = true;
    location.reload();
  }

  function followMe() {
    said.followed = "yes";
    fetch(said.showUrl, { method: "POST", body: new FormData(form), credentials: "same-origin" }).catch(() => (said.followed = ""));
  }

  setTimeout(poll, SECOND);
};
