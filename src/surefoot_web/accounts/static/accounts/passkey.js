// Asks the browser for a passkey when the form is sent, and sends its answer. Needs webauthn-json.js, which allauth ships.
"use strict";

(() => {
  function setUp(form) {
    const [told, field] = [form.querySelector("[data-passkey-says]"), form.elements.credential];
    const say = (text) => {
      told.textContent = text;
      told.hidden = !text;
    };
    form.addEventListener("submit", async (event) => {
      if (field.value) return;
      event.preventDefault();
      say("");
      if (!window.webauthnJSON?.supported()) return say(form.dataset.sayNone);
      try {
        const answer = await window.webauthnJSON[form.dataset.passkey](JSON.parse(form.dataset.options));
        field.value = JSON.stringify(answer);
        form.requestSubmit();
      } catch {
        say(form.dataset.sayFailed);
      }
    });
  }
  document.querySelectorAll("form[data-passkey]").forEach(setUp);
})();
