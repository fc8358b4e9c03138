// The form on one page: shows the next question at once, seals and keeps each answer, sends it when it can.
// "Saved" comes from the server's receipt alone. What was answered is known to this page's memory and to the server.
"use strict";

(() => {
  const place = document.querySelector("[data-device]");
  const { form, phone, state: stateAddress, answers: answersAddress, medicines, worker, plain } = place.dataset;
  const table = JSON.parse(document.querySelector("#table").textContent);
  const allWords = JSON.parse(document.querySelector("#words").textContent);
  const { sealed, readAnswer } = window.surefoot;
  const branching = window.surefoot.branching(table);

  const now = { answers: {}, facts: {}, language: document.documentElement.lang, key: "", token: "", n: 0, shown: new Set(), here: null, sent: false, locked: false };
  const words = () => allWords[now.language];
  const screens = window.surefoot.screens(place, words, () => choosing.ready());
  const choosing = window.surefoot.choosing(screens, words);
  const back = document.querySelector("[data-back]");
  const saved = document.querySelector("[data-saved]");
  const forStaff = document.querySelector("[data-for-staff]"); // on a device of the clinic

  const asked = () => branching.asked(now.answers, now.facts);
  const signs = () => branching.signs(now.answers, now.facts);
  const answerOf = (question) => {
    const section = now.answers[question.section];
    if (!question.key) return section;
    if (!question.lines.length) return section?.[question.key];
    const given = question.lines.filter((line) => section?.[line.id] !== undefined);
    return given.length ? Object.fromEntries(given.map((line) => [line.id, section[line.id]])) : undefined;
  };
  const isOpen = (question) => {
    const value = answerOf(question);
    return value === undefined || (question.lines.length > 0 && Object.keys(value).length < question.lines.length);
  };
  const nextOpen = (after) => {
    const all = asked();
    const from = all.findIndex((one) => one.id === after);
    return all.slice(from + 1).find(isOpen) ?? all.find(isOpen) ?? null;
  };

  // What is on the screen
  const show = (asks, { remember = true, fault = "" } = {}) => {
    const view = now.locked ? { name: "sending" } : asks; // once it is to be sent, Back shows no answer to whoever has the device
    now.here = view;
    if (remember) history.pushState(view, "");
    frame();
    const question = asked().find((one) => one.id === view.question);
    if (view.name === "question" && question) screens.question(question, answerOf(question), now.language, fault);
    else if (view.name === "choose" && question && choosing.ready()) choosing.show(answerOf(question), now.language);
    else if (view.name === "urgent") screens.urgent(signs(), phone);
    else if (view.name === "stopped") screens.stopped(signs(), phone);
    else if (view.name === "sending") screens.message(words().send, words().sending);
    else screens.summary(asked(), answerOf, now.language);
  };
  const goOn = (after) => {
    const urgent = signs().find((sign) => !isShown(sign));
    const next = nextOpen(after);
    if (urgent) show({ name: "urgent" });
    else show(next ? { name: "question", question: next.id } : { name: "summary" });
  };
  const isShown = (sign) => {
    const rank = (act) => table.acts.indexOf(act);
    return [...now.shown].some((key) => key.split(":")[0] === sign.id && rank(key.split(":")[1]) <= rank(sign.act));
  };
  const frame = () => {
    const all = asked();
    const number = all.findIndex((one) => one.id === now.here.question) + 1;
    const line = document.querySelector("[data-progress]");
    line.hidden = number === 0;
    const certain = all.slice(number).every((one) => one.certain);
    const says = certain ? words().question_of : words().question_least;
    const total = Math.max(number, all.filter((one) => one.certain || !isOpen(one)).length);
    line.querySelector("p").textContent = screens.fill(says, { number, total });
    line.querySelector("progress").value = Math.floor((100 * number) / all.length);
    back.hidden = !before();
    back.textContent = words().back;
    const first = signs()[0];
    screens.urgentLine(now.here.name === "urgent" || now.here.name === "stopped" ? null : first);
  };
  const before = () => {
    const all = asked();
    if (now.here.name === "summary") return all.at(-1);
    if (now.here.name === "choose") return all.find((one) => one.id === now.here.question);
    return now.here.name === "question" ? all[all.findIndex((one) => one.id === now.here.question) - 1] : undefined;
  };

  const speak = () => {
    const other = Object.keys(allWords).find((one) => one !== now.language);
    document.documentElement.lang = now.language;
    const button = document.querySelector("[data-language]");
    Object.assign(button, { textContent: { en: "English", es: "Español" }[other], lang: other, value: other });
    document.querySelector(".skip-link").textContent = words().skip;
    const aloud = document.querySelector("[data-read-aloud]");
    aloud.textContent = words().read_aloud;
    Object.assign(aloud.dataset, { read: words().read_aloud, stop: words().stop_reading });
    const size = document.querySelector("form[data-text-size]");
    Object.assign(size.dataset, { larger: words().larger, usual: words().usual });
    document.querySelector("#still-title").textContent = words().still_title;
    document.querySelector("[data-still] p").textContent = words().still_how;
    document.querySelector("[data-still] button").textContent = words().still_here;
    if (forStaff) forStaff.textContent = words().for_staff;
    size.querySelector("button").textContent = size.querySelector("button").value === "larger" ? words().larger : words().usual;
  };

  // What is kept and sent
  let sealing = Promise.resolve();
  let sending = Promise.resolve();
  let pause = 1;
  let timer = 0;
  const keep = (message) => {
    now.n += 1;
    const place = { form, key: now.key, n: now.n };
    sealing = sealing.then(() => sealed.keep(message, place)).then(() => tell("saving")).then(send);
  };
  const tell = async (how, time = "") => {
    const count = (await sealed.kept(form)).length;
    saved.className = how === "waiting" ? "saved saved--failed" : "saved";
    const waiting = count === 1 ? words().waiting_one : screens.fill(words().waiting, { count });
    if (how === "waiting" && count) saved.textContent = waiting;
    else if (count) saved.textContent = words().saving;
    else if (time) saved.textContent = screens.fill(words().saved, { time });
  };
  const send = () => {
    clearTimeout(timer);
    sending = sending.then(sendAll).catch(async () => {
      await tell("waiting");
      timer = setTimeout(send, 1000 * pause);
      pause = Math.min(30, pause * 2);
    });
    return sending;
  };
  const sendAll = async () => {
    if (now.sent || !now.token) return;
    const envelopes = (await sealed.kept(form)).map(({ form: _form, ...envelope }) => envelope);
    if (!envelopes.length) return;
    const headers = { "Content-Type": "application/json", "X-CSRFToken": now.token };
    const reply = await fetch(answersAddress, { method: "POST", headers, body: JSON.stringify({ envelopes }) });
    const told = await asJson(reply);
    await sealed.forget(told.receipts);
    pause = 1;
    if (told.sent) return finish(told.sent);
    take(told);
    await tell("saved", told.saved_at);
    const urgent = signs().some((sign) => !isShown(sign)); // what the server read out of a list of medicines
    if (told.refused.length) refuse(told.refused.at(-1));
    else if (urgent && now.here.name === "question") show({ name: "urgent" });
  };
  const asJson = async (reply) => {
    if (reply.status >= 500) throw new Error("the server is not there");
    if (reply.ok && !reply.redirected && reply.headers.get("Content-Type").includes("json")) return reply.json();
    now.sent = true;
    if (reply.redirected && reply.url.includes("/thanks/")) return finish(reply.url);
    if (reply.status === 409) location.replace(plain);
    else screens.message(words().ended_title, words().ended);
    return new Promise(() => undefined);
  };
  const take = (told) => {
    const { key, token, facts } = told;
    Object.assign(now, { key, token, facts });
    document.querySelector("[data-still] [name=csrfmiddlewaretoken]").value = token;
    window.dispatchEvent(new Event("surefoot:renewed"));
    for (const sign of branching.signs(told.answers, facts)) {
      if (!told.to_show.includes(`${sign.id}:${sign.act}`)) now.shown.add(`${sign.id}:${sign.act}`);
    }
  };
  const takeAll = (told) => {
    now.answers = structuredClone(told.answers);
    now.language = told.language;
    take(told);
    speak();
  };
  const refuse = ({ says, question }) => {
    now.locked = false;
    const there = asked().some((one) => one.id === question);
    if (there) show({ name: "question", question }, { fault: says });
    else screens.message(says, words().check_how, "go_on", words().go_on_short);
  };
  const finish = async (address) => {
    now.sent = true;
    await sealed.clear(form);
    location.replace(address);
  };

  // What was pressed
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = asked().find((one) => one.id === now.here.question);
    if (now.here.name === "choose") return chosen(question, event.target);
    if (!question) return goOn();
    const data = new FormData(event.target);
    const answer = event.submitter?.value ?? "";
    const posted = { answer, typed: String(data.get("typed") ?? ""), checked: data.getAll("checked").map(String) };
    if (answer === "choose" && !posted.typed.trim()) return show({ name: "choose", question: question.id });
    const read = readAnswer(question, posted, table.without);
    if (read.fault) {
      const fault = screens.fill(words()[read.fault], read);
      event.target.querySelector("#error")?.remove();
      const says = Object.assign(document.createElement("p"), { id: "error", className: "field__error", textContent: fault });
      says.setAttribute("role", "alert");
      event.target.querySelector("h1").after(says);
      return;
    }
    now.answers[question.section] = !question.key
      ? read.value
      : { ...now.answers[question.section], ...(question.lines.length ? read.value : { [question.key]: read.value }) };
    keep({ kind: "answer", question: question.id, ...posted });
    if (answer === "choose") show({ name: "choose", question: question.id });
    else goOn(question.id);
  });
  const chosen = (question, from) => {
    if (!question || !("choose" in from.dataset)) return; // the search shows what it finds while one types
    const has = answerOf(question);
    const listed = Array.isArray(has) ? has : [];
    const names = choosing.taken();
    if (names.length) {
      now.answers[question.section] = [...listed, ...names.map((name) => ({ name }))];
      keep({ kind: "chosen", question: question.id, names });
    }
    show({ name: "question", question: question.id });
  };
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-does]");
    const does = pressed?.dataset.does;
    if (does === "change") show({ name: "question", question: pressed.dataset.question });
    if (does === "see") show({ name: "urgent" });
    if (does === "retry") start();
    if (does === "go_on") goOn();
    if (does === "urgent_read" || does === "stop") {
      const fresh = signs().filter((sign) => !isShown(sign)).map((sign) => `${sign.id}:${sign.act}`);
      fresh.forEach((key) => now.shown.add(key));
      if (fresh.length) keep({ kind: "shown" });
      if (does === "stop") show({ name: "stopped" });
      else goOn();
    }
    if (does === "send") {
      now.locked = true;
      show({ name: "sending" }, { remember: false });
      keep({ kind: "submit" });
    }
  });
  back.addEventListener("click", () => {
    const to = before();
    if (to) show({ name: "question", question: to.id });
  });
  document.querySelector("[data-language]").addEventListener("click", (event) => {
    now.language = event.currentTarget.value;
    speak();
    show(now.here, { remember: false });
    tell("saving");
    keep({ kind: "language", language: now.language });
  });
  // Staff sign in only while the server hears it; until then the page stays, and with it what it remembers.
  forStaff?.addEventListener("click", async (event) => {
    event.preventDefault();
    const { href } = event.currentTarget;
    try {
      await fetch(stateAddress, { cache: "no-store" });
      await send();
      if (!(await sealed.kept(form)).length) return location.assign(href);
    } catch {
      // Said below.
    }
    saved.className = "saved saved--failed";
    saved.textContent = words().staff_wait;
  });
  window.addEventListener("popstate", (event) => event.state && now.key && show(event.state, { remember: false }));
  window.addEventListener("online", () => (now.token ? send() : start()));
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());

  // The beginning: what was sealed before goes first, then the state of the server says where to go on.
  let starting = false;
  const start = async () => {
    if (starting) return;
    starting = true;
    clearTimeout(timer);
    try {
      let told = await asJson(await fetch(stateAddress, { cache: "no-store" }));
      const waiting = await sealed.kept(form);
      now.n = Math.max(0, ...waiting.map((one) => one.n));
      takeAll(told);
      if (waiting.length) {
        now.here = { name: "sending" };
        await sendAll();
        told = await asJson(await fetch(stateAddress, { cache: "no-store" }));
        takeAll(told);
      }
      await tell("saved", told.saved_at);
      goOn();
    } catch {
      speak();
      screens.message(words().no_connection, (await sealed.kept(form)).length ? words().rested : words().wait, "retry", words().again);
      await tell("waiting");
      timer = setTimeout(start, 5000);
    } finally {
      starting = false;
    }
  };
  // The list of medicines came after its question was shown: the button to it comes with it.
  const redraw = () => {
    const question = now.here?.name === "question" && asked().find((one) => one.id === now.here.question);
    if (question && question.item.type === "medications" && !place.querySelector("[name=typed]").value) show(now.here, { remember: false });
  };
  const keepPage = async () => {
    await navigator.serviceWorker.register(worker, { scope: "/device/" });
    const ready = await navigator.serviceWorker.ready;
    const parts = [...document.querySelectorAll("link[href], script[src]")].map((part) => part.href || part.src);
    const drawn = [...document.querySelectorAll("template")].flatMap((one) => [...one.content.querySelectorAll("img")].map((img) => img.src));
    ready.active.postMessage({ keep: [location.href, medicines, ...parts, ...new Set(drawn)] });
  };
  const usable = window.isSecureContext && window.indexedDB && window.crypto?.subtle && "serviceWorker" in navigator;
  if (!usable) location.replace(plain);
  else {
    keepPage().catch(() => undefined);
    start().then(() => choosing.load(medicines)).then(redraw, () => undefined);
  }
})();
