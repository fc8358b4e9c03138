"""What a browser made of a page: contrast as painted, the width it needs, and whether its layout jumped."""

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
