// Counts in to the word on which a test starts: 3, 2, 1, go. A press calls it off. The time starts at the end of the count.
"use strict";

window.surefootCountIn = (clock, start) => {
  const SECOND = 1000;
  const { signal, steady } = window.surefootClock;
  const { said, stage, word } = clock;

  clock.countIn = (left) => {
    steady();
    stage.classList.toggle("stage--counting", left > 0);
    clock.countingIn = left > 0 ? setTimeout(() => clock.countIn(left - 1), SECOND) : null;
    if (left <= 0) return start(performance.now());
    clock.digits.textContent = String(left);
    word.textContent = said.wordCancel;
    return signal(440, 30);
  };

  clock.callOff = () => {
    clearTimeout(clock.countingIn);
    clock.countingIn = null;
    stage.classList.remove("stage--counting");
    word.textContent = said.wordStart;
    clock.show(0);
  };
};
