// Goes back to the test as soon as the phone has joined.
"use strict";

(() => {
  const waiting = document.querySelector("[data-join]");
  if (!waiting) return;
  const ask = async () => {
    try {
      const state = await (await fetch(waiting.dataset.stateUrl, { credentials: "same-origin" })).json();
      if (state.devices > Number(waiting.dataset.joined)) return location.assign(waiting.dataset.back);
    } catch {
      // no answer: asked again
    }
    return setTimeout(ask, 1000);
  };
  ask();
})();
