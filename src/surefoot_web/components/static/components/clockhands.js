// Hands on the stopwatch: a tap anywhere on the stage, the space bar, a foot pedal that sends a key.
"use strict";

window.surefootHands = (clock) => {
  const CONTROLS = "input, textarea, select, button, a, summary, label, [contenteditable]";
  const { wants } = window.surefootClock;
  const { button, stage, form } = clock;
  let pressed = null;

  button.addEventListener("pointerdown", (event) => (pressed = event.timeStamp));
  button.addEventListener("pointerleave", () => (pressed = null));
  button.addEventListener("click", (event) => {
    if (!clock.live()) return;
    event.preventDefault();
    event.stopPropagation();
    clock.press(pressed ?? event.timeStamp);
    pressed = null;
  });
  stage.addEventListener("click", (event) => {
    if (clock.live() && !button.disabled && !event.target.closest(CONTROLS)) clock.press(event.timeStamp);
  });

  // The pedal works wherever the focus is, but for a letter that is being typed.
  function means(event) {
    const onControl = event.target !== button && event.target.closest?.(CONTROLS);
    if (wants("pedal") && event.code === wants("pedal")) return !(onControl && event.key.length === 1);
    return event.code === "Space" && !onControl && (wants("keys") !== false || event.target === button);
  }

  document.addEventListener("keydown", (event) => {
    if (!means(event) || event.repeat || button.disabled || !clock.live() || !form.isConnected) return;
    if (document.querySelector("dialog[open]") || button.checkVisibility?.() === false) return;
    event.preventDefault();
    clock.press(event.timeStamp);
  });
  button.addEventListener("keyup", (event) => {
    if (event.code === "Space") event.preventDefault();
  });
};
