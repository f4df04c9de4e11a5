// A plain text field for scripts: line numbers, and the caret put where a remark points.

import { h } from "./dom.js";

export function editor(id, text) {
  const numbers = h("pre", { class: "numbers", "aria-hidden": "true" });
  const area = h("textarea", { id, class: "script", spellcheck: "false", autocomplete: "off", autocapitalize: "off", wrap: "off", rows: "14" });
  area.value = text;
  const count = () => {
    const lines = area.value.split("\n").length;
    if (numbers.childElementCount !== lines) {
      numbers.textContent = Array.from({ length: lines }, (_, i) => i + 1).join("\n");
    }
    numbers.scrollTop = area.scrollTop;
  };
  area.addEventListener("input", count);
  area.addEventListener("scroll", () => {
    numbers.scrollTop = area.scrollTop;
  });
  count();
  return { element: h("div", { class: "editor" }, numbers, area), area };
}

/** Puts the caret where a remark within `remarks` points once that is clicked. */
export function jumpFrom(remarks, area) {
  remarks.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    if (link) {
      event.preventDefault();
      jump(area, Number(link.dataset.line), Number(link.dataset.column));
    }
  });
}

/** Puts the caret at a line and column, both from 1. */
function jump(area, line, column) {
  const lines = area.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const at = Math.min(before + column - 1, area.value.length);
  area.focus();
  area.setSelectionRange(at, at);
  const height = parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, (line - 3) * height);
}

/** Calls `check` once the text has been left alone for a moment, never twice at once. */
export function whenQuiet(area, check, signal) {
  let pause;
  let running = false;
  let again = false;
  async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await check();
    } finally {
      running = false;
    }
    if (again && !signal.aborted) {
      again = false;
      run();
    }
  }
  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(run, 400);
  };
  area.addEventListener("input", soon);
  signal.addEventListener("abort", () => clearTimeout(pause));
  return run;
}
