// Shows what is found while one types. What was checked stays in the form. Without JavaScript the search button does the same.
"use strict";

const search = document.querySelector("[data-choose]");
const place = document.querySelector("[data-found]");
const WAIT_MS = 250;
let waits = 0;
let asked = 0;

const keep = () => {
  for (const box of place.querySelectorAll("input:checked:not(:disabled)")) {
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: "checked", value: box.value });
    place.after(kept);
  }
};
const show = async () => {
  const mine = (asked += 1);
  const address = `${location.pathname}?q=${encodeURIComponent(search.q.value)}`;
  const reply = await fetch(address, { headers: { "X-Requested-With": "part" } });
  if (!reply.ok || mine !== asked) return;
  const text = await reply.text();
  keep();
  place.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
};
search.addEventListener("input", () => {
  clearTimeout(waits);
  waits = setTimeout(() => show().catch(() => {}), WAIT_MS);
});
