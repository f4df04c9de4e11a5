// Two versions of a script side by side, line by line.

import { h } from "./dom.js";

/** Lines of both together above which no pairs are looked for. */
const MOST_CELLS = 4_000_000;

/** Pairs of lines: equal ones beside each other, others beside nothing or what took their place. */
function pairs(before, after) {
  const a = before.split("\n");
  const b = after.split("\n");
  if ((a.length + 1) * (b.length + 1) > MOST_CELLS) {
    return [...a.map((line) => [line, null]), ...b.map((line) => [null, line])];
  }
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? longest[(i + 1) * width + j + 1] + 1 : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  const found = [];
  let removed = [];
  let added = [];
  const flush = () => {
    for (let k = 0; k < Math.max(removed.length, added.length); k++) {
      found.push([removed[k] ?? null, added[k] ?? null]);
    }
    removed = [];
    added = [];
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      flush();
      found.push([a[i++], b[j++]]);
    } else if (j >= b.length || (i < a.length && longest[(i + 1) * width + j] >= longest[i * width + j + 1])) {
      removed.push(a[i++]);
    } else {
      added.push(b[j++]);
    }
  }
  flush();
  return found;
}

export function sideBySide(before, after) {
  let left = 0;
  let right = 0;
  const rows = pairs(before, after).map(([old, now]) => {
    const same = old === now;
    left += old === null ? 0 : 1;
    right += now === null ? 0 : 1;
    return h(
      "tr",
      {},
      h("td", { class: "number" }, old === null ? "" : String(left)),
      h("td", { class: same ? "" : old === null ? "gap" : "removed" }, h("code", {}, old ?? "")),
      h("td", { class: "number" }, now === null ? "" : String(right)),
      h("td", { class: same ? "" : now === null ? "gap" : "added" }, h("code", {}, now ?? "")),
    );
  });
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Draft and final script side by side" },
    h(
      "table",
      { class: "sides" },
      h("thead", {}, h("tr", {}, h("th", { scope: "colgroup", colspan: "2" }, "Draft"), h("th", { scope: "colgroup", colspan: "2" }, "Final script"))),
      h("tbody", {}, rows),
    ),
  );
}
