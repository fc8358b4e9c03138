// Reads what was pressed, checked or typed on one screen, as the server does (intake/forms.py); the server reads it again.
"use strict";

window.surefoot = window.surefoot || {};

// `posted` is {answer, typed, checked: [...]}. Returns {value}, or {fault: the name of the words to show}.
window.surefoot.readAnswer = (question, posted, without) => {
  const { item, lines } = question;
  const { answer, checked } = posted;
  const typed = posted.typed.trim();
  const choose = { fault: item.type === "list" || item.type === "choices" ? "choose_line" : "choose" };

  if (item.type === "list") {
    const marked = lines.filter((line) => checked.includes(line.id));
    if (answer === "none" && checked.length) return { fault: "checked_too" };
    if (answer !== "none" && !marked.length && !without.includes(answer)) return choose;
    const rest = (line) => (without.includes(answer) ? answer : line.checked === false);
    const means = (line) => line.checked !== false;
    const answers = lines.map((line) => [line.id, marked.includes(line) ? means(line) : rest(line)]);
    return { value: Object.fromEntries(answers) };
  }
  if (without.includes(answer)) return checked.length ? { fault: "checked_too" } : { value: answer };
  if (item.type === "yes_no") return answer === "yes" || answer === "no" ? { value: answer === "yes" } : choose;
  if (item.type === "choice") return item.choices.includes(answer) ? { value: answer } : choose;
  if (item.type === "choices") {
    if (answer === "none") return checked.length ? { fault: "checked_too" } : { value: [] };
    const made = item.choices.filter((choice) => checked.includes(choice));
    return made.length ? { value: made } : choose;
  }
  if (item.type === "medications") {
    const names = typed.split("\n").map((name) => name.trim()).filter(Boolean);
    if (answer === "none") return { value: [] };
    return names.length ? { value: names.map((name) => ({ name })) } : { fault: "one_medicine" };
  }
  const [low, high] = item.range;
  const whole = item.type === "count";
  const number = whole ? typed : typed.replace(",", ".");
  const written = whole ? /^[+-]?\d+$/ : /^[+-]?(\d+\.?\d*|\.\d+)$/;
  const inRange = written.test(number) && Number(number) >= low && Number(number) <= high;
  return inRange ? { value: Number(number) } : { fault: "number", low, high };
};
