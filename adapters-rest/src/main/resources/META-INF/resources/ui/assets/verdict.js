// What the checks and the risks of a script say, in the order in which it matters.

import { badge, h, list, notice, table } from "./dom.js";

const LEVELS = ["critical", "high", "medium", "low"];
const SEVERITIES = ["error", "warning", "info"];

const VERDICTS = {
  pass: ["good", "Pass: everything was read and understood, and the server takes it."],
  warn: ["warn", "Warn: read the remarks before you decide."],
  fail: ["bad", "Fail: the server would refuse this script."],
};

export function verdict(validation) {
  if (!validation.lint_status) {
    return [];
  }
  const [kind, text] = VERDICTS[validation.lint_status];
  return [notice(kind, text)];
}

/** Findings; those with a place lead to their line. */
export function findings(validation) {
  if (validation.findings.length === 0) {
    return [];
  }
  const sorted = [...validation.findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.line ?? 0) - (b.line ?? 0));
  return [
    h("h3", {}, `Remarks (${sorted.length})`),
    list(
      sorted.map((f) => [badge(f.severity), " ", place(f), rule(f.rule), ` ${f.message}`, f.hint ? h("span", { class: "hint" }, ` ${f.hint}`) : ""]),
      "told",
    ),
  ];
}

export function risks(found) {
  if (found.length === 0) {
    return [h("p", {}, "None known.")];
  }
  const sorted = [...found].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  return [
    list(
      sorted.map((r) => [
        badge(r.level),
        " ",
        place(r),
        rule(r.code),
        ` ${r.message}`,
        r.hint ? h("span", { class: "hint" }, ` ${r.hint}`) : "",
        r.suppressed_reason ? h("span", { class: "hint" }, ` Passed over because: ${r.suppressed_reason}`) : "",
      ]),
      "told",
    ),
  ];
}

const rule = (name) => h("a", { href: `/ui/rules/${name}` }, h("code", {}, name));

function place({ line, column }) {
  return line ? h("a", { href: `#line-${line}`, "data-line": String(line), "data-column": String(column ?? 1) }, `line ${line} `) : "";
}

export function impacted(objects, snapshotId) {
  if (objects.length === 0) {
    return [h("p", {}, "Nothing.")];
  }
  return [
    table(
      "Impacted objects",
      ["What is done", "Kind", "Object", ""],
      objects.map((o) => {
        const name = o.schema ? `${o.schema}.${o.name}` : o.name;
        const known = snapshotId && o.exists !== false;
        return [o.operation, o.type, known ? h("a", { href: `/ui/snapshots/${snapshotId}?search=${encodeURIComponent(o.name)}` }, name) : name, o.exists === false ? "not in the snapshot" : ""];
      }),
    ),
  ];
}

export function notChecked(validation) {
  return validation.not_checked.length > 0 ? [h("h3", {}, "Not checked"), list(validation.not_checked)] : [];
}
