// Keys of the workspace. Single keys can be turned off; in a field they do nothing. After a stop the first value is at hand.
"use strict";

(() => {
  const TYPING = "input, textarea, select, [contenteditable], dialog";
  const wants = (name) => window.surefootStage?.wants(name) !== false;
  const first = (...all) => all.map((one) => document.querySelector(one)).find(Boolean);
  const quiet = () => !document.querySelector(".stage--running, .stage--counting");

  const tests = () => [...document.querySelectorAll("#battery a[href*='/tests/']")];
  function step(by) {
    const all = tests();
    const here = all.findIndex((link) => link.hasAttribute("aria-current"));
    all[here + by]?.click();
  }
  function toPane(name) {
    location.hash = name;
    first(`#${name} a, #${name} button`)?.focus();
  }
  function toValue() {
    const fields = [...document.querySelectorAll("[data-measured] input:not([type=hidden])")];
    const empty = fields.find((field) => field.type !== "radio" && !field.value);
    (empty ?? fields.find((field) => field.type !== "radio") ?? fields[0])?.focus();
  }
  function toggle(name) {
    const part = document.querySelector(name);
    if (!part) return;
    part.open = !part.open;
    part.querySelector("summary").focus();
  }

  const KEYS = {
    n: () => step(1),
    p: () => step(-1),
    v: toValue,
    r: () => first("button[data-key=r]")?.click(),
    h: () => toggle("details[data-key=h]"),
    t: () => toPane("battery"),
    l: () => toPane("ledger"),
    "?": () => document.dispatchEvent(new CustomEvent("surefoot:keys")),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !wants("keys")) return;
    const act = KEYS[event.key];
    if (!act || event.target.closest?.(TYPING) || (!quiet() && event.key !== "?")) return;
    event.preventDefault();
    act();
  });

  // Escape leaves a field for the clock
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.closest?.("form.trial")) return;
    (first("button[data-stage-button]") ?? event.target).focus();
    if (document.activeElement === event.target) event.target.blur();
  });

  // a run waits to be recorded: what it still needs is at hand, or the button that saves it
  const measured = first("[data-measured]");
  if (first(".stage--stopped") && measured && ["", "#stage"].includes(location.hash) && !first(".field--error")) {
    const needed = measured.dataset.first && first(`[data-measured] [name="${CSS.escape(measured.dataset.first)}"]`);
    (needed || first("form.trial button[value=measured]"))?.focus({ preventScroll: true });
    first("form.trial").scrollIntoView({ block: "nearest" }); // the time and the button together, where both fit
  }
})();
