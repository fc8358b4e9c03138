// Medicines to choose from a list, found on the device itself, so that it goes on without a network (intake/choosing.py).
// Without the list, which comes after the page, names are typed; nothing says that it is missing.
"use strict";

window.surefoot = window.surefoot || {};

// `list` is what `every_choice` makes. What is found is what the server finds, in the same order.
window.surefoot.choices = (list) => {
  const all = list.names.flatMap((names, place) => names.map((name) => ({ name, said: list.said[place] })));
  const order = (left, right) => (left < right ? -1 : left > right ? 1 : 0);

  const found = (typed, language) => {
    const wanted = typed.trim().toLowerCase();
    if (wanted.length < list.shortest) return [];
    const place = list.languages.indexOf(language);
    const hits = [];
    for (const { name, said } of all) {
      const plain = said[place];
      const use = plain.toLowerCase();
      if (!name.includes(wanted) && !use.includes(wanted)) continue;
      hits.push({ name, plain, near: [!name.startsWith(wanted), !use.startsWith(wanted), !plain, name] });
    }
    const nearer = (left, right) => left.near.reduce((so, part, at) => so || order(part, right.near[at]), 0);
    return hits.sort(nearer).slice(0, list.most).map(({ name, plain }) => ({ name, plain }));
  };
  const kinds = (language) => {
    const place = list.languages.indexOf(language);
    return list.kinds.map(({ said, names }) => ({ plain: said[place], names })).sort((left, right) => order(left.plain, right.plain));
  };
  const enough = (typed) => typed.trim().length >= list.shortest;
  return { found, kinds, enough, full: (hits) => hits.length === list.most };
};

// Draws the screen of the list. What is checked stays checked while one looks for another.
window.surefoot.choosing = ({ made, open, fill }, words) => {
  let choices = null;
  const load = async (address) => {
    if (choices) return;
    const reply = await fetch(address);
    if (reply.ok && !reply.redirected) choices = window.surefoot.choices(await reply.json());
  };

  const marked = new Set();
  const line = (listed) => ({ name, plain = "" }) => {
    const box = made("input", { type: "checkbox", name: "checked", value: name });
    const has = listed.has(name.toLowerCase());
    Object.assign(box, { checked: has || marked.has(name), disabled: has });
    const text = made("span", {}, name, ...(plain ? [" ", made("span", { class: "soft" }, plain)] : []));
    return made("label", { class: "answer check" }, box, text);
  };
  const fold = (listed) => ({ plain, names }) => {
    const inside = names.map((name) => line(listed)({ name }));
    return made("details", { class: "kind" }, made("summary", {}, plain), made("div", { class: "answers" }, ...inside));
  };

  const show = (value, language) => {
    const listed = new Set((Array.isArray(value) ? value : []).map((one) => one.name.toLowerCase()));
    const field = made("input", { id: "q", name: "q", type: "search", autocomplete: "off", spellcheck: "false" });
    const look = made("form", { class: "choose-search", role: "search" }, made("label", { for: "q" }, words().choose_search), field);
    const place = made("div", {});
    const says = made("p", { role: "status" });
    const draw = () => {
      const hits = choices.found(field.value, language);
      const typed = choices.enough(field.value);
      const some = choices.full(hits) ? words().choose_first : words().choose_found;
      says.textContent = !typed ? "" : hits.length ? fill(some, { count: hits.length }) : words().choose_nothing;
      if (hits.length) place.replaceChildren(made("div", { class: "answers" }, ...hits.map(line(listed))));
      else place.replaceChildren(...(typed ? [] : choices.kinds(language).map(fold(listed))));
    };
    field.addEventListener("input", draw);
    const button = made("button", { class: "answer answer--next" });
    const add = made("div", { class: "answers choose-add" }, button);
    const count = () => { button.textContent = words().choose_add + (marked.size ? ` (${marked.size})` : ""); };
    const list = made("form", { "data-choose": "" }, place, add);
    place.addEventListener("change", ({ target }) => {
      marked[target.checked ? "add" : "delete"](target.value);
      count();
    });
    draw();
    count();
    open(words().choose_title, made("h1", {}, words().choose_title), look, says, list);
  };

  // What was checked, once: the screen begins again without it.
  const taken = () => {
    const names = [...marked];
    marked.clear();
    return names;
  };

  return { load, show, taken, ready: () => choices !== null };
};
