// What the words of a team mean in a database.

import { call } from "./api.js";
import { action, field, h, notice, onSubmit, select, table } from "./dom.js";

const KINDS = [
  ["table", "a table or view"],
  ["column", "a column"],
  ["value", "rows with a value"],
  ["expression", "an expression"],
];

/** The words of a connection, with a form for more. */
export async function glossary(connectionId) {
  const path = `/api/connections/${connectionId}/glossary`;
  const shown = h("div", {});
  let kept = await call("GET", path);
  const replace = async (terms) => {
    kept = await call("PUT", path, { terms });
    show();
  };
  const word = h("input", { id: "term-word", name: "word", maxlength: "100", required: true, autocomplete: "off" });
  const kind = select("term-kind", KINDS, "table");
  const meaning = h("input", { id: "term-meaning", name: "meaning", maxlength: "1000", required: true, autocomplete: "off", spellcheck: "false" });
  const value = h("input", { id: "term-value", name: "value", maxlength: "1000", autocomplete: "off", spellcheck: "false" });
  const valueField = h("div", {}, field("Value", value));
  const suit = () => {
    valueField.hidden = kind.value !== "value";
    value.required = kind.value === "value";
    meaning.placeholder = { table: "customers", column: "orders.total_amount", value: "orders.status", expression: "sum(orders.total_amount)" }[kind.value];
  };
  kind.addEventListener("change", suit);
  suit();
  const form = onSubmit(
    h("form", { class: "grid" }, field("Word", word), field("Means", kind), field("Name or expression", meaning, "Columns as table.column."), valueField, h("div", { class: "wide" }, h("button", { type: "submit" }, "Add the word"))),
    async () => {
      const term = kind.value === "value" ? { column: meaning.value, value: value.value } : { [kind.value]: meaning.value };
      await replace([...kept.terms.map(sent), { word: word.value, ...term }]);
      form.reset();
      suit();
    },
  );

  function show() {
    const rows = [
      ...kept.terms.map((term) => [term.word, h("code", {}, written(term)), action("Remove", () => replace(kept.terms.filter((t) => t !== term).map(sent)), "quiet")]),
      ...kept.shared.map((term) => [term.word, h("code", {}, written(term)), "for all databases"]),
    ];
    shown.replaceChildren(
      ...kept.unknown.map(({ word: unknown, reason }) => notice("warn", `${unknown}: ${reason}.`)),
      rows.length > 0 ? table("Explained words", ["Word", "Meaning", ""], rows) : h("p", {}, "No word has been explained yet."),
    );
  }
  show();
  return [shown, form];
}

/** Without what is not there, as the service takes it. */
const sent = (term) => Object.fromEntries(Object.entries(term).filter(([, part]) => part !== null));

const written = ({ table: name, column, value, expression }) => name ?? expression ?? (value === null ? column : `${column} = '${value}'`);
