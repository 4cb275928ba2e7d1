// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace coopgraph::detail {

/// What the page does besides being read: a click on a column's header sorts its table, a click on an actor in a figure shows its
/// ties alone, a second one all. Without it nothing is missing. It must not hold "</" or "<!--".
inline constexpr const char* page_script = R"js("use strict";
(() => {
  const order = new Intl.Collator(document.documentElement.lang, {numeric: true});
  const number = cell => cell.dataset.n === undefined ? null : Number(cell.dataset.n);
  const compare = (a, b) => {
    const x = number(a), y = number(b);
    if (x !== null && y !== null) return x - y;
    return order.compare(a.textContent, b.textContent);
  };
  const sort = (table, head, column) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows];
    const empty = row => row.cells[column].textContent === "";
    const full = rows.filter(row => !empty(row));
    full.sort((a, b) => compare(a.cells[column], b.cells[column]) * (down ? -1 : 1));
    table.tBodies[0].append(...full, ...rows.filter(empty));
  };
  for (const table of document.querySelectorAll("main table")) {
    if (table.tBodies[0].rows.length > 1)
      [...table.tHead.rows[0].cells].forEach((head, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        button.addEventListener("click", () => sort(table, head, column));
        head.append(button);
      });
  }
  for (const svg of document.querySelectorAll("svg.figure")) {
    const parts = svg.querySelectorAll("[data-actor],[data-from]");
    let shown = null;
    svg.addEventListener("click", event => {
      const hit = event.target.closest("[data-actor]");
      shown = hit && hit.dataset.actor !== shown ? hit.dataset.actor : null;
      const near = new Set([shown]);
      for (const part of parts) {
        if (part.dataset.from === shown) near.add(part.dataset.to);
        if (part.dataset.to === shown) near.add(part.dataset.from);
      }
      for (const part of parts) {
        const {actor, from, to} = part.dataset;
        const stays = shown === null || (actor === undefined ? from === shown || to === shown : near.has(actor));
        part.classList.toggle("dim", !stays);
      }
    });
  }
})();
)js";

}  // namespace coopgraph::detail
