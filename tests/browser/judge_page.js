// SPDX-License-Identifier: BSL-1.0
// Looks at the page that it stands in and sends the faults that it finds to the frame around it, as JSON.
"use strict";
addEventListener("load", () => {
  const faults = [];
  const short = text => text.trim().replace(/\s+/g, " ").slice(0, 60);

  // ---- the page as a whole ----
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("main *, header *, nav *")].filter(
        e => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest(".wide") && !e.closest("svg"));
    faults.push("scrolls sideways: " + root.scrollWidth + " of " + root.clientWidth + " px" +
                (wide.length ? "; " + wide[0].tagName + " " + short(wide[0].textContent) : ""));
  }
  for (const r of performance.getEntriesByType("resource")) faults.push("asks for " + r.name);
  const ids = new Set();
  for (const e of document.querySelectorAll("[id]")) {
    if (ids.has(e.id)) faults.push("the id " + e.id + " twice");
    ids.add(e.id);
  }
  for (const a of document.querySelectorAll("a[href^='#']"))
    if (!ids.has(a.getAttribute("href").slice(1))) faults.push("a link to nothing: " + a.getAttribute("href"));
  for (const e of document.querySelectorAll("[aria-labelledby]"))
    for (const id of e.getAttribute("aria-labelledby").split(" "))
      if (!ids.has(id)) faults.push("labelled by nothing: " + id);

  // ---- tables and figures in words ----
  for (const t of document.querySelectorAll("table")) {
    if (!t.caption || !short(t.caption.textContent)) faults.push("a table without a caption");
    for (const h of t.tHead ? t.tHead.rows[0].cells : [])
      if (h.tagName !== "TH" || h.scope !== "col" || !short(h.textContent)) faults.push("a column without a header");
    if (!t.tHead) faults.push("a table without headers");
  }
  for (const svg of document.querySelectorAll("svg")) {
    const title = svg.querySelector(":scope > title"), description = svg.querySelector(":scope > desc");
    if (svg.getAttribute("role") !== "img" || !title || !short(title.textContent)) faults.push("a figure without a title");
    if (!description || !short(description.textContent)) faults.push("a figure without a description");
  }

  // ---- labels ----
  // The corners of a text as it is drawn, turned or not, a little inside its box: a box is higher than what is written in it.
  const corners = text => {
    const box = text.getBBox(), to = text.getScreenCTM();
    const y = box.y + box.height * 0.18, height = box.height * 0.64, x = box.x + 0.5, width = box.width - 1;
    return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]].map(
        ([a, b]) => [to.a * a + to.c * b + to.e, to.b * a + to.d * b + to.f]);
  };
  const apart = (p, q) => {
    for (const shape of [p, q])
      for (let i = 0; i < 4; ++i) {
        const [x1, y1] = shape[i], [x2, y2] = shape[(i + 1) % 4];
        const side = ([x, y]) => (x - x1) * (y2 - y1) - (y - y1) * (x2 - x1);
        const a = p.map(side), b = q.map(side);
        if (Math.max(...a) <= Math.min(...b) || Math.max(...b) <= Math.min(...a)) return true;
      }
    return false;
  };
  for (const svg of document.querySelectorAll("svg")) {
    const name = short(svg.querySelector("title")?.textContent ?? "untitled");
    const picture = svg.getBoundingClientRect();
    const labels = [...svg.querySelectorAll("text")].filter(t => short(t.textContent)).map(t => ({t, at: corners(t)}));
    for (const {t, at} of labels)
      for (const [x, y] of at)
        if (x < picture.left - 1 || x > picture.right + 1 || y < picture.top - 1 || y > picture.bottom + 1) {
          faults.push(name + ": cut off: " + short(t.textContent));
          break;
        }
    for (let i = 0; i < labels.length; ++i)
      for (let k = 0; k < i; ++k)
        if (!apart(labels[i].at, labels[k].at))
          faults.push(name + ": overlap: " + short(labels[k].t.textContent) + " | " + short(labels[i].t.textContent));
  }

  // ---- contrast ----
  const channels = colour => (colour.match(/[\d.]+/g) || []).map(Number);
  const luminance = ([r, g, b]) => {
    const linear = [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const ratio = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const background = e => {
    for (let at = e; at; at = at.parentElement) {
      const c = channels(getComputedStyle(at).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const told = new Set();
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest("svg") || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    if (e.tagName === "SCRIPT" || e.tagName === "STYLE") continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const found = ratio(channels(style.color), background(e));
    const what = style.color + " on " + background(e).join();
    if (found < (large ? 3 : 4.5) && !told.has(what)) {
      told.add(what);
      faults.push("contrast " + found.toFixed(1) + ": " + what + ": " + short(e.textContent));
    }
  }
  // Of a label in a figure: the topmost shape behind its middle, where that can be told.
  for (const text of document.querySelectorAll("svg text")) {
    const box = text.getBoundingClientRect(), style = getComputedStyle(text);
    if (!short(text.textContent) || style.stroke !== "none") continue;  // with a halo
    const all = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const behind = all.find(e => e !== text && e.closest("svg") && e.tagName !== "text" && e.tagName !== "svg" &&
                                 getComputedStyle(e).fill !== "none");
    const ground = behind ? channels(getComputedStyle(behind).fill) : [255, 255, 255];
    if (ground.length < 3) continue;
    const found = ratio(channels(style.fill), ground);
    const what = style.fill + " on " + ground.join();
    if (found < 4.5 && !told.has(what)) {
      told.add(what);
      faults.push("contrast in a figure " + found.toFixed(1) + ": " + what + ": " + short(text.textContent));
    }
  }
  parent.postMessage(JSON.stringify(faults), "*");
});
