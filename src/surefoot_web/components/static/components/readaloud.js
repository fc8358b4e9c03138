// Reads the question and its answers aloud, only when tapped; a second tap stops it.
// The button is not seen where the device has no voice; its place is kept, so that nothing moves when it comes.
"use strict";

(() => {
  const button = document.querySelector("[data-read-aloud]");
  const target = document.querySelector("[data-spoken]");
  if (!button || !target || !("speechSynthesis" in window)) return;
  const voice = window.speechSynthesis;
  button.dataset.read = button.textContent;
  delete button.dataset.waiting;

  const rest = () => {
    button.textContent = button.dataset.read;
  };

  const sentences = () => {
    const parts = target.querySelectorAll("h1, h2, p, label, legend, li, .answer");
    return Array.from(parts, (part) => part.innerText.trim()).filter(Boolean);
  };

  button.addEventListener("click", () => {
    if (voice.speaking) {
      voice.cancel();
      rest();
      return;
    }
    const speech = new SpeechSynthesisUtterance(sentences().join(". "));
    speech.lang = document.documentElement.lang;
    speech.rate = 0.9;
    speech.onend = rest;
    speech.onerror = rest;
    button.textContent = button.dataset.stop;
    voice.speak(speech);
  });

  window.addEventListener("pagehide", () => voice.cancel());
})();
