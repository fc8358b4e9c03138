// The end of a run on its way to the server: kept on this device until the server has it, sent again until it answers.
"use strict";

window.surefootSend = (clock) => {
  const AGAIN = 2000;
  const { post, store, sendOthers } = window.surefootClock;
  const { said, form, button, word } = clock;
  const prefix = `surefoot-unsent:${said.who}:`;
  const keptAs = prefix + form.action;

  clock.keep = (pending, wall) => store("localStorage", keptAs, { ...pending, wall });
  clock.drop = () => store("localStorage", keptAs, null);

  clock.send = async (ago) => {
    try {
      const answer = await post(form, { command: "stop", ...clock.pending }, ago);
      if (answer.conflict) return clock.showTheOther();
      if (!answer.saved) return waitForPerson(said.saySignedOut, ago);
      clock.drop();
      clock.forget();
      return location.assign(answer.next);
    } catch {
      waitForPerson(said.sayUnsaved, ago);
      return setTimeout(resend, AGAIN);
    }
  };

  let since = null;
  function waitForPerson(text, ago) {
    since = ago;
    button.disabled = false;
    button.value = "again";
    word.textContent = said.wordAgain;
    clock.say(text);
  }

  function resend() {
    if (button.value !== "again") return;
    button.value = "sending";
    button.disabled = true;
    word.textContent = said.wordSaving;
    clock.send(since);
  }

  button.addEventListener("click", (event) => {
    if (button.value !== "again") return;
    event.preventDefault();
    resend();
  });
  window.addEventListener("online", resend);
  window.addEventListener("beforeunload", (event) => {
    if (button.value === "again" && !store("localStorage", keptAs)) event.preventDefault();
  });

  // What an earlier page measured here and could not send. Returns whether it was of this test.
  clock.sendKept = () => {
    const kept = said.who && store("localStorage", keptAs);
    if (!kept || !clock.live()) {
      if (said.who) sendOthers(form, prefix);
      return false;
    }
    const { wall, ...rest } = kept;
    clock.pending = rest;
    clock.show(Number(rest.time_s));
    button.disabled = true;
    clock.say(said.sayKept);
    clock.send(() => Date.now() - wall);
    return true;
  };
};
