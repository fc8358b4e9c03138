// What this browser keeps for its person: single keys, sound, vibration, count-in, foot pedal. Nothing of a patient.
"use strict";

(() => {
  const KEY = "surefoot-stage";
  const USUAL = { keys: true, sound: false, vibration: true, countIn: false, pedal: "" };
  const kept = () => {
    try {
      return { ...USUAL, ...JSON.parse(localStorage.getItem(KEY) || "{}") };
    } catch {
      return USUAL;
    }
  };
  const keep = (name, value) => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...kept(), [name]: value }));
    } catch {
      // a browser that keeps nothing: the setting holds as long as nothing is set again
    }
  };
  window.surefootStage = { wants: (name) => kept()[name] };

  const dialog = document.querySelector("[data-keys]");
  const open = () => dialog?.showModal && !dialog.open && dialog.showModal();
  document.querySelectorAll("[data-keys-open]").forEach((button) => {
    button.hidden = !dialog?.showModal;
    button.addEventListener("click", open);
  });
  document.addEventListener("surefoot:keys", open);

  function showPedal(select) {
    const value = kept().pedal;
    const other = select.querySelector("[data-pedal-other]");
    if (value && ![...select.options].some((option) => option.value === value)) other.before(new Option(value, value));
    select.value = value;
  }

  dialog?.querySelectorAll("[data-setting]").forEach((control) => {
    const name = control.dataset.setting;
    if (name === "pedal") showPedal(control);
    else control.checked = kept()[name];
    control.addEventListener("change", () => {
      if (name !== "pedal") keep(name, control.checked);
      else if (control.value !== "other") keep("pedal", control.value);
    });
    control.addEventListener("keydown", (event) => {
      if (name !== "pedal" || control.value !== "other" || event.code === "Tab" || event.code === "Escape") return;
      event.preventDefault();
      keep("pedal", event.code);
      showPedal(control);
    });
  });
})();
