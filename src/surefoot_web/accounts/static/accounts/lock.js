// The idle lock of a page: covers it when nobody touched it for a while, and takes the password without leaving it, so that what
// was typed stays. The server locks by its own count; this only shows it. A stopwatch that runs is never covered before it is stopped,
// up to one more span of the idle time. See docs/explanation/sign-in.md.
"use strict";

(() => {
  const dialog = document.querySelector("dialog[data-lock]");
  if (!dialog) return;
  const idle = Number(dialog.dataset.idleS) * 1000;
  const [form, told, passkey] = [dialog.querySelector("form"), dialog.querySelector("[data-lock-says]"), dialog.querySelector("[data-lock-passkey]")];
  let [touched, sent, locked, asking] = [Date.now(), Date.now(), false, false];

  const say = (text) => {
    told.textContent = text;
    told.hidden = !text;
  };
  const headers = { "X-Requested-With": "fetch" };
  const send = (address, body) => fetch(address, { method: "POST", body, headers, credentials: "same-origin" });
  const get = (address) => fetch(address, { headers, credentials: "same-origin" });

  function touch() {
    if (locked || Date.now() - touched >= idle) return; // too late: the lock is due
    touched = Date.now();
    if (touched - sent < idle / 5) return;
    sent = touched;
    send(dialog.dataset.alive, new FormData(form)).then((reply) => reply.status === 423 && show()).catch(() => null);
  }
  for (const name of ["pointerdown", "pointermove", "keydown", "input", "wheel"]) addEventListener(name, touch, { capture: true, passive: true });

  function show() {
    if (locked) return;
    locked = true;
    document.documentElement.classList.add("is-locked");
    if (!dialog.open) dialog.showModal();
    form.elements.password.value = "";
    form.elements.password.focus();
    offerPasskey();
  }

  function open() {
    locked = false;
    [touched, sent] = [Date.now(), Date.now()];
    say("");
    form.elements.password.value = "";
    document.documentElement.classList.remove("is-locked");
    dialog.close();
    window.dispatchEvent(new Event("online")); // what could not be sent meanwhile is sent now
  }

  async function ask() {
    if (asking) return;
    asking = true;
    try {
      const reply = await get(dialog.dataset.state);
      if (reply.redirected || reply.status === 403) return location.reload(); // nobody is signed in any more
      const state = await reply.json();
      if (state.locked) show();
      else touched = Date.now() - (idle - state.left * 1000); // touched in another tab
    } catch {
      show();
    } finally {
      asking = false;
    }
  }

  function look() {
    const quiet = Date.now() - touched;
    const running = document.querySelector(".stage--running");
    if (!locked && quiet >= (running ? 2 : 1) * idle) ask();
  }
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status === 423 && show());
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => locked && dialog.showModal());

  async function unlock(body) {
    say("");
    try {
      const reply = await send(form.action, body);
      if (reply.redirected) return location.reload();
      const answer = await reply.json();
      if (!answer.locked) return open();
      say(answer.says);
      form.elements.password.select();
    } catch {
      say(dialog.dataset.sayLost);
    }
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    unlock(new FormData(form));
  });

  const options = () => get(`${dialog.dataset.state}?passkey`).then((reply) => reply.json());

  async function offerPasskey() {
    const state = await options().catch(() => ({}));
    passkey.hidden = !(state.passkey && window.webauthnJSON?.supported());
  }
  passkey.addEventListener("click", async () => {
    try {
      const answer = await window.webauthnJSON.get((await options()).passkey);
      const body = new FormData(form);
      body.delete("password");
      body.set("credential", JSON.stringify(answer));
      await unlock(body);
    } catch {
      form.elements.password.focus();
    }
  });

  // "Lock screen" covers the page at once instead of leaving it.
  document.querySelector("form[data-lock-now]")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const reply = await send(event.target.action, new FormData(event.target)).catch(() => null);
    if (reply?.ok) show();
    else event.target.submit();
  });
})();
