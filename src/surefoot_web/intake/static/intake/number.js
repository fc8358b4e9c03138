// One less, one more, without asking the server. Without JavaScript the same buttons post the form.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-number] [data-step]");
  if (!button) return;
  event.preventDefault();
  const group = button.closest("[data-number]");
  const field = group.querySelector("input");
  const low = Number(group.dataset.low);
  const high = Number(group.dataset.high);
  const now = /^\s*\d+\s*$/.test(field.value) ? Number(field.value) : low;
  field.value = String(Math.min(high, Math.max(low, now + Number(button.dataset.step))));
});
