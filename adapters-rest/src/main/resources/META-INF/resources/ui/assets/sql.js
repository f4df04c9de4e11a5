// SQL as people read it: coloured words, and what the checks say at its place.

import { h } from "./dom.js";

const KEYWORDS = new Set(
  ("add all alter analyze and any as asc begin between by cascade case check cluster collate column comment commit concurrently "
    + "constraint copy create cross current_date current_timestamp database default deferrable delete desc distinct do domain drop else "
    + "end enum except exists explain extension false fetch filter first following for foreign from full function generated grant group "
    + "having identity if ignore ilike in index inner insert intersect into is join key last lateral left like limit lock materialized "
    + "merge modify natural not nothing null nulls of offset on only or order outer over owner partition preceding primary procedure "
    + "range recursive references refresh reindex rename replace restrict returning revoke right role rollback row rows schema select "
    + "sequence set show table temporary then to transaction trigger truncate type unbounded union unique update using vacuum values "
    + "view when where window with without").split(" "),
);

const TOKEN =
  /(--[^\n]*|(?<=^|\s)#(?=\s)[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^'\\]|\\[\s\S]|'')*'?|"(?:[^"]|"")*"?|`[^`]*`?|\$(\w*)\$[\s\S]*?(?:\$\3\$|$))|(\b\d+(?:\.\d+)?\b)|([A-Za-z_]\w*)/g;

function kindOf(match) {
  if (match[1] !== undefined) {
    return "comment";
  }
  if (match[2] !== undefined) {
    return match[2].startsWith("'") || match[2].startsWith("$") ? "string" : "name";
  }
  if (match[4] !== undefined) {
    return "number";
  }
  return KEYWORDS.has(match[5].toLowerCase()) ? "keyword" : null;
}

/** The kinds of all characters, so that a token over several lines keeps its colour. */
function spans(script) {
  const found = [];
  for (const match of script.matchAll(TOKEN)) {
    const kind = kindOf(match);
    if (kind) {
      found.push({ from: match.index, to: match.index + match[0].length, kind });
    }
  }
  return found;
}

function line(text, begin, tokens) {
  const end = begin + text.length;
  const parts = [];
  let at = begin;
  for (const token of tokens) {
    const from = Math.max(token.from, begin);
    const to = Math.min(token.to, end);
    if (from < to) {
      parts.push(text.slice(at - begin, from - begin), h("span", { class: `sql-${token.kind}` }, text.slice(from - begin, to - begin)));
      at = to;
    }
  }
  parts.push(text.slice(at - begin));
  return parts;
}

/** Places of findings and risks in one form; those without a line are left to lists. */
export function marks(validation, risks) {
  const findings = (validation?.findings ?? []).map((f) => ({ ...f, kind: f.severity, name: f.rule }));
  const told = (risks ?? []).map((r) => ({ ...r, kind: `risk-${r.level}`, name: r.code }));
  return [...findings, ...told].filter((mark) => mark.line);
}

/** The script with line numbers, and below each line what is said of it. */
export function code(script, said = []) {
  const tokens = spans(script);
  const byLine = Map.groupBy(said, (mark) => mark.line);
  let begin = 0;
  const lines = script.replace(/\n$/, "").split("\n").map((text, index) => {
    const here = byLine.get(index + 1) ?? [];
    const shown = h(
      "li",
      { class: here.some((m) => m.kind === "error") ? "line line-bad" : here.length > 0 ? "line line-told" : "line", id: said.length > 0 ? `line-${index + 1}` : null },
      h("code", {}, line(text, begin, tokens)),
      here.map((mark) => h("div", { class: `said said-${mark.kind}` }, caret(mark.column), remark(mark))),
    );
    begin += text.length + 1;
    return shown;
  });
  return h("ol", { class: "code", tabindex: "0", "aria-label": "Script" }, lines);
}

function caret(column) {
  return column ? h("span", { class: "caret", "aria-hidden": "true" }, `${" ".repeat(Math.min(column - 1, 200))}^ `) : null;
}

function remark(mark) {
  return h("span", {}, `${mark.name}: ${mark.message}`, mark.hint ? h("span", { class: "hint" }, ` ${mark.hint}`) : null);
}
