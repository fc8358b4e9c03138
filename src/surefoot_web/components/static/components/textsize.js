// Larger text without a reload. Without JavaScript the same button posts its form and the server sets the cookie.
"use strict";

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-text-size]");
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector("button");
  const larger = button.value === "larger";
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `surefoot_text=${larger ? "larger" : "usual"}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  document.documentElement.dataset.text = larger ? "larger" : "usual";
  button.value = larger ? "usual" : "larger";
  button.textContent = larger ? form.dataset.usual : form.dataset.larger;
});
