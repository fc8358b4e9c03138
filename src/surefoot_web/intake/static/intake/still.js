// Asks whether somebody is there after a while without a press. The dialog covers the page; what was typed stays on it.
// A page that the browser kept is read anew, so that Back never shows an answer that is no longer open to this screen.
"use strict";

window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

const still = document.querySelector("[data-still]");
if (still) {
  const opened = Date.now();
  const after = Number(still.dataset.after) * 1000;
  let ends = 0;
  let last = opened;
  const renewed = () => { ends = Date.now() + Number(still.dataset.sessionAfter) * 1000; };
  renewed();
  window.addEventListener("surefoot:renewed", renewed); // the form on one page heard from the server
  for (const sign of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(sign, () => { last = Date.now(); }, { passive: true });
  }
  setInterval(() => {
    if (!still.open && (Date.now() - last >= after || Date.now() >= ends)) still.showModal();
  }, 1000);

  still.addEventListener("cancel", (event) => event.preventDefault());
  still.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    last = Date.now();
    renewed();
    still.close();
    try {
      const reply = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (reply.status !== 204) window.location.reload();
    } catch {
      // No network: the page stays as it is.
    }
  });
}
