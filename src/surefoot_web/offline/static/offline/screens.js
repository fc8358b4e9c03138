// Draws one screen of the form: a question with what was answered, the urgent words, the summary. Decides nothing.
"use strict";

window.surefoot = window.surefoot || {};

window.surefoot.screens = (place, words, canChoose) => {
  const main = document.querySelector("#main");
  const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);

  const made = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };
  const button = (does, label, more = "") => made("button", { type: "button", class: `answer ${more}`, "data-does": does }, label);

  const template = (language, id) => document.querySelector(`template[data-screen="${language}:${CSS.escape(id)}"]`);
  const open = (title, ...parts) => {
    place.dataset.shown = title;
    place.replaceChildren(...parts);
    document.title = title;
    window.speechSynthesis?.cancel();
    main.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };

  const question = (asked, value, language, fault = "") => {
    const from = template(language, asked.id);
    const screen = from.content.cloneNode(true);
    const lines = new Set(asked.lines.map((line) => line.id));
    for (const box of screen.querySelectorAll("input[name=checked]")) {
      if (asked.lines.length && !lines.has(box.value)) box.closest("label").remove();
      else box.checked = isChecked(asked, box.value, value);
    }
    const typed = screen.querySelector("[name=typed]");
    if (typed && value !== undefined) typed.value = typedAs(value);
    if (!canChoose()) screen.querySelector("button[value=choose]")?.parentElement.remove();
    const pressed = pressedAs(asked, value);
    for (const answer of screen.querySelectorAll("button.answer[aria-pressed]")) {
      answer.setAttribute("aria-pressed", String(answer.value === pressed));
    }
    if (fault) {
      const says = made("p", { class: "field__error", role: "alert", id: "error" }, fault);
      (screen.querySelector("fieldset legend, h1") ?? screen.firstElementChild).after(says);
    }
    open(from.dataset.title, screen);
    place.dataset.shown = asked.id;
  };

  const isChecked = (asked, id, value) => {
    if (asked.item.type === "choices") return Array.isArray(value) && value.includes(id);
    const line = asked.lines.find((one) => one.id === id);
    return value !== undefined && value[id] === (line.checked !== false);
  };
  const typedAs = (value) => (Array.isArray(value) ? value.map((one) => one.name).join("\n") : typeof value === "number" ? String(value) : "");
  const pressedAs = (asked, value) => {
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (Array.isArray(value)) return value.length ? "" : "none";
    if (!asked.lines.length || value === undefined) return typeof value === "string" ? value : "";
    const given = asked.lines.map((line) => value[line.id]);
    if (asked.lines.every((line) => value[line.id] === (line.checked === false))) return "none";
    return given.every((one) => typeof one === "string" && one === given[0]) ? given[0] : "";
  };

  // An answer in words: the labels of the screen itself.
  const told = (asked, value, language) => {
    if (value === undefined) return words().not_answered;
    const { content } = template(language, asked.id);
    const label = (id) => content.querySelector(`button[value="${CSS.escape(id)}"]`)?.textContent.trim() ?? "";
    if (typeof value === "number") return String(value);
    if (asked.item.type === "medications" && Array.isArray(value) && value.length) return value.map((one) => one.name).join("; ");
    const pressed = pressedAs(asked, value);
    if (pressed) return label(pressed);
    const checked = [...content.querySelectorAll("input[name=checked]")].filter((box) => isChecked(asked, box.value, value));
    const open_ = asked.lines.length ? asked.lines.map((line) => value[line.id]).filter((one) => typeof one === "string") : [];
    const parts = [...checked.map((box) => box.closest("label").textContent.trim().replace(/\.$/, "")), ...new Set(open_.map(label))];
    return parts.join("; ");
  };
  const summary = (asked, answerOf, language) => {
    const rows = asked.map((one) => {
      const text = template(language, one.id).content.querySelector("h1").textContent.trim();
      const change = made("button", { type: "button", class: "button button--quiet", "data-does": "change", "data-question": one.id }, words().change);
      change.append(made("span", { class: "visually-hidden" }, `: ${text}`));
      return made("div", {}, made("dt", {}, text), made("dd", {}, made("strong", {}, told(one, answerOf(one), language)), change));
    });
    const send = made("div", { class: "answers" }, button("send", words().send, "answer--next"));
    open(words().check, made("h1", {}, words().check), made("p", {}, words().check_how), made("dl", { class: "summary" }, ...rows), send);
  };

  const urgentWords = (signs, phone) =>
    [...new Set(signs.map((sign) => sign.act))].map((act, index) => {
      const { headline, where } = words().acts[act];
      const body = made("div", { class: "notice__body" }, made(index ? "h2" : "h1", {}, headline));
      if (where && !index) body.append(made("p", {}, where));
      for (const sign of signs.filter((one) => one.act === act)) body.append(made("p", {}, words().signs[`${sign.id}:${act}`] ?? ""));
      if (phone && act !== "call_911_now") body.append(made("p", {}, `${words().phone}: `, made("a", { href: `tel:${phone}` }, phone)));
      return made("div", { class: "notice notice--stop urgent", role: index ? "group" : "alert" }, body);
    });
  const nobody = () => made("p", {}, made("strong", {}, words().nobody_watches), ` ${words().if_worse}`);

  const urgent = (signs, phone) => {
    const ways = made("div", { class: "answers" }, button("urgent_read", words().go_on, "answer--next"), button("stop", words().stop_here));
    open(words().acts[signs[0].act].headline, ...urgentWords(signs, phone), nobody(), ways);
  };
  const stopped = (signs, phone) => {
    const on = made("div", { class: "answers" }, button("go_on", words().go_on_short));
    const heading = made(signs.length ? "h2" : "h1", {}, words().stopped);
    open(words().stopped, ...urgentWords(signs, phone), ...(signs.length ? [nobody()] : []), heading, made("p", {}, words().stopped_how), on);
  };
  const message = (title, says, does = "", label = "") => {
    const way = does ? [made("div", { class: "answers" }, button(does, label, "answer--next"))] : [];
    open(title, made("h1", {}, title), made("p", {}, says), ...way);
  };
  const urgentLine = (sign) => {
    const line = document.querySelector("[data-urgent-line]");
    const see = made("button", { type: "button", class: "button button--quiet", "data-does": "see" }, words().see);
    line.replaceChildren(...(sign ? [made("p", { class: "urgent-line" }, made("span", {}, words().acts[sign.act].line, " ", see))] : []));
  };

  return { question, summary, urgent, stopped, message, urgentLine, fill, made, open };
};
