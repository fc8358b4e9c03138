// While the network is gone an answer waits on its page and goes on by itself: nothing is posted before the server is heard.
// For a form that is answered page by page. Without JavaScript the browser posts at once, as ever.
"use strict";

const RETRY_MS = 3000;
const script = document.querySelector("script[data-waits]");
const says = document.querySelector("[data-no-connection]");
let goes = null; // what was pressed last
let waits = false;

const heard = async () => {
  const reply = await fetch(script.src, { method: "HEAD", cache: "no-store" });
  return reply.status < 500;
};
const goOn = async () => {
  waits = true;
  const there = await heard().catch(() => false);
  if (there) return goes();
  document.body.append(says); // as the last part of the page it stays in sight
  says.hidden = false;
  setTimeout(goOn, RETRY_MS);
};
const pressed = (event, then) => {
  event.preventDefault();
  goes = then;
  if (!waits) goOn();
};

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.method !== "post" || "goes" in form.dataset) return;
  pressed(event, () => {
    form.dataset.goes = "";
    form.requestSubmit(submitter);
  });
});
document.addEventListener("click", (event) => {
  const way = event.target.closest("a[href^='/']");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (way && !elsewhere && !event.defaultPrevented) pressed(event, () => location.assign(way.href));
});
