// Reads the branching table (offline/branching.py): which questions are asked, which urgent signs are there.
// Three answers: true, false, null (not known). Tests hold this reader equal to the server's.
"use strict";

window.surefoot = window.surefoot || {};

window.surefoot.branching = (table) => {
  const folds = {
    all: (parts) => (parts.includes(false) ? false : parts.includes(null) ? null : true),
    any: (parts) => (parts.includes(true) ? true : parts.includes(null) ? null : false),
    riskier: (parts) => (parts.includes(true) ? true : parts.includes(false) ? false : null),
    first: (parts) => parts.find((part) => part !== null) ?? null,
    not: ([part]) => (part === null ? null : !part),
  };

  const reader = (answers, facts) => {
    // An answer as it was given; undefined where the question was not asked, null where it was left open.
    const own = (id) => {
      if (id in facts) return facts[id];
      const [section, item, choice] = id.split(".");
      const given = (answers[section] ?? {})[item];
      if (given === undefined || given === "not_asked") return undefined;
      if (given === null || table.open.includes(given)) return null;
      return choice === undefined ? given : Array.isArray(given) ? given.includes(choice) : undefined;
    };
    const fact = (id) => {
      const given = own(id);
      const lent = given === undefined && id in table.same ? own(table.same[id]) : given;
      return lent ?? null;
    };
    const isRule = (part) => Array.isArray(part) || part.startsWith("@");

    const read = (rule) => {
      if (typeof rule === "string") {
        if (rule.startsWith("@")) return read(table.rules[rule.slice(1)]);
        const answer = fact(rule);
        return typeof answer === "boolean" ? answer : null;
      }
      const [name, ...parts] = rule;
      if (name === "known") return (isRule(parts[0]) ? read(parts[0]) : fact(parts[0])) !== null;
      if (name === "is") return typeof fact(parts[0]) === "string" ? parts.slice(1).includes(fact(parts[0])) : null;
      if (name === "at_least") return atLeast(number(parts[0]), number(parts[1]));
      return folds[name](parts.map(read));
    };
    const number = (part) => {
      if (typeof part === "number") return [part, part];
      const value = typeof part === "string" ? fact(part) : null;
      if (typeof part === "string") return typeof value === "number" ? [value, value] : [-Infinity, Infinity];
      const items = part[1].map(([item, weight]) => [read(item), weight]);
      if (items.every(([answer]) => answer === null)) return [-Infinity, Infinity];
      const sum = (wanted) => items.reduce((all, [answer, weight]) => (answer === wanted ? all + weight : all), 0);
      return [sum(true), sum(true) + sum(null)];
    };
    const atLeast = (left, right) => (left[0] >= right[1] ? true : left[1] < right[0] ? false : null);
    return read;
  };

  // The questions to ask, in order: those whose rule is yes or not known.
  const asked = (answers, facts) => {
    const read = reader(answers, facts);
    return table.forms.flatMap((form) => {
      const live = form.items
        .map((item) => ({ item, asks: "when" in item ? read(item.when) : true }))
        .filter(({ asks }) => asks !== false);
      return live.flatMap(({ item, asks }) => {
        const beside = item.screen ? live.filter((other) => other.item.screen === item.screen) : [];
        const one = { section: form.id, slug: item.id, id: `${form.id}.${item.id}`, certain: asks === true };
        if (beside.length < 2) return [{ ...one, key: item.type === "medications" ? "" : item.id, item, lines: [] }];
        if (beside[0].item !== item) return [];
        const certain = beside.some((other) => other.asks === true);
        const list = { slug: item.screen, id: `${form.id}.${item.screen}`, key: item.screen, certain };
        return [{ ...one, ...list, item: { type: "list" }, lines: beside.map((other) => other.item) }];
      });
    });
  };

  // The urgent signs that are there, each with its first act that is not ruled out, the most urgent first.
  const signs = (answers, facts) => {
    const read = reader(answers, facts);
    const there = table.signs.filter((sign) => read(sign.when) === true);
    const acted = there.map(({ id, acts }) => ({ id, ...acts.find((act) => !("if" in act) || read(act.if) !== false) }));
    const urgency = (sign) => table.acts.indexOf(sign.act);
    return acted.filter((sign) => sign.act).sort((left, right) => urgency(left) - urgency(right));
  };

  return { asked, signs };
};
