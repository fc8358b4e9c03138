"""What a browser made of a page: contrast as painted, the width it needs, words cut off, and whether its layout jumped."""

from __future__ import annotations

# Every text on the page against the nearest painted ground behind it; disabled controls are left out, as WCAG does.
WEAK_TEXT = """() => {
  const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => { const f = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  const weak = []; let seen = 0;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !e.getClientRects().length || e.closest("[disabled], svg, option")) continue;
    seen += 1; const a = lum(parse(getComputedStyle(e).color)), b = lum(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 7) weak.push(`${ratio.toFixed(2)} ${walk.currentNode.data.trim().slice(0, 40)}`); }
  return { seen, weak };
}"""

# By how many pixels the page is wider than the screen.
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# To run before the page's own scripts: counts the layout shifts that no press of the user caused.
WATCH_JUMPS = """() => { window.jumped = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())
  if (!one.hadRecentInput) window.jumped += one.value; }).observe({ type: "layout-shift", buffered: true }); }"""
JUMPS = "window.jumped"

# Words that cannot be read: beyond the edge of the screen, or of a box that hides what runs over. A box that scrolls by itself, and words for screen
# readers alone, are left out. On paper nothing scrolls: `(CUT)(true)` counts what a box that scrolls would hide as well.
CUT = """(onPaper) => {
  const wide = document.documentElement.clientWidth, cut = [], ends = onPaper ? ["hidden", "clip", "auto", "scroll"] : ["hidden", "clip"];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (walk.nextNode()) { const text = walk.currentNode, e = text.parentElement;
    if (!text.data.trim() || !e.getClientRects().length || e.closest(".visually-hidden, .skip-link, option, textarea, [disabled]")) continue;
    range.selectNodeContents(text); const at = range.getBoundingClientRect(); let edge = wide, left = 0, free = false;
    for (let box = e; box && box !== document.body; box = box.parentElement) { const how = getComputedStyle(box);
      if (how.clipPath !== "none" || how.visibility === "hidden") { free = true; break; }
      if (ends.includes(how.overflowX)) { const b = box.getBoundingClientRect(); edge = Math.min(edge, b.right); left = Math.max(left, b.left); }
      else if (how.overflowX !== "visible") { free = true; break; } }
    if (!free && (at.right > edge + 1 || at.left < left - 1)) cut.push(text.data.trim().slice(0, 60)); }
  return cut.slice(0, 3); }"""

# What a printed page still shows of what only a screen can do: ways through the program, buttons, fields to type in.
OF_THE_SCREEN = """() => [...document.querySelectorAll("nav, button, a.button, .incident, .pane-tabs, .skip-link, [role=tablist]")]
  .filter((one) => one.getClientRects().length && getComputedStyle(one).visibility !== "hidden").map((one) => one.outerHTML.slice(0, 120))"""

# The grounds of a printed page that are not light, and its words that are not dark: ink is black on white.
INK = """() => { const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number), dark = (c) => Math.max(...c.slice(0, 3)) < 90, found = [];
  for (const e of document.body.querySelectorAll("*")) { if (!e.getClientRects().length) continue; const how = getComputedStyle(e);
    const ground = parse(how.backgroundColor);
    if ((ground.length === 3 || ground[3] > 0) && Math.min(...ground.slice(0, 3)) < 220) found.push("ground " + how.backgroundColor + " " + e.className);
    if ([...e.childNodes].some((one) => one.nodeType === 3 && one.data.trim()) && !dark(parse(how.color))) found.push("words " + how.color + " " + e.className); }
  return found.slice(0, 3); }"""
