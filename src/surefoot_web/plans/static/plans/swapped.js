// Parts of a page that htmx replaces: keep the focus, say when nothing was saved, and go to the sign-in when it is asked for.

// When a part was replaced and the focus went with it, put the focus on the new part.
document.addEventListener("htmx:afterSettle", (event) => {
  const lost = !document.activeElement || document.activeElement === document.body;
  const part = document.getElementById(event.detail.elt.id);
  if (lost && part && part.hasAttribute("tabindex")) part.focus({ preventScroll: true });
});

// An answer from another address (the session ended, so it is the sign-in) does not belong into this page.
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = new URL(event.detail.requestConfig.path, location.href).pathname;
  const came = new URL(event.detail.xhr.responseURL || asked, location.href).pathname;
  if (came === asked) return;
  event.detail.shouldSwap = false;
  location.reload();
});

// No answer, or a refusal: nothing was saved, and the form says so with what was typed still in it.
const sayUnsaved = (event) => {
  const form = event.detail.elt.closest("form[data-unsaved]");
  if (!form) return;
  const before = form.querySelector("[data-unsaved-says]");
  if (before) before.remove();
  const says = document.createElement("p");
  says.className = "field__error";
  says.setAttribute("role", "alert");
  says.setAttribute("data-unsaved-says", "");
  says.textContent = form.dataset.unsaved;
  form.prepend(says);
};
document.addEventListener("htmx:sendError", sayUnsaved);
document.addEventListener("htmx:responseError", sayUnsaved);
