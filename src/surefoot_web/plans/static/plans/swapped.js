// When a part of the page was replaced and the focus went with it, put the focus on the new part.
document.addEventListener("htmx:afterSettle", (event) => {
  const lost = !document.activeElement || document.activeElement === document.body;
  const part = document.getElementById(event.detail.elt.id);
  if (lost && part && part.hasAttribute("tabindex")) part.focus({ preventScroll: true });
});
