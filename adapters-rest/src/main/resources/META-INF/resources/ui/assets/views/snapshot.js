import { call } from "../api.js";
import { facts, field, h, list, pager, section, select, table, time, words } from "../dom.js";
import { code } from "../sql.js";

const TYPES = ["table", "partitioned_table", "foreign_table", "view", "materialized_view", "sequence", "enum", "domain", "composite", "range", "base_type", "function", "procedure", "aggregate", "window", "trigger", "extension"];
const PAGE_SIZE = 50;

export async function show({ ids: [id], query, replaceQuery, signal }) {
  const snapshot = await call("GET", `/api/snapshots/${id}`);
  const found = h("div", { "aria-live": "polite" });
  const search = h("input", { id: "search", type: "search", value: query.get("search") ?? "", autocomplete: "off", spellcheck: "false" });
  const type = select("type", [["", "everything"], ...TYPES.map((t) => [t, words(t)])], query.get("type") ?? "");

  async function look(page) {
    const asked = new URLSearchParams();
    if (search.value.trim()) {
      asked.set("search", search.value.trim());
    }
    if (type.value) {
      asked.set("type", type.value);
    }
    replaceQuery(asked);
    asked.set("page", String(page));
    asked.set("page_size", String(PAGE_SIZE));
    const mine = Symbol("look");
    found.asked = mine;
    const answer = await call("GET", `/api/snapshots/${id}/objects?${asked}`);
    if (found.asked === mine && !signal.aborted) {
      found.replaceChildren(...objects(answer, look, id));
    }
  }

  let pause;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => look(1), 250);
  });
  type.addEventListener("change", () => look(1));
  await look(1);
  return {
    title: `Snapshot ${snapshot.snapshot_version}`,
    lead: `${snapshot.server_product} ${snapshot.server_version}`,
    content: [
      section(
        "Snapshot",
        facts([
          ["Connection", h("a", { href: `/ui/connections/${snapshot.connection_id}` }, "Open")],
          ["Holds", `${snapshot.tables_count} tables, ${snapshot.views_count} views, ${snapshot.indexes_count} indexes, ${snapshot.constraints_count} constraints`],
          ["Read", time(snapshot.created_at)],
          ["Sizes read", time(snapshot.statistics_refreshed_at)],
          ["Hash", h("code", {}, snapshot.schema_hash)],
        ]),
        h("p", { class: "actions" }, h("a", { class: "button", href: `/ui/ask?connection=${snapshot.connection_id}&snapshot=${id}` }, "Ask for a script"), h("a", { class: "button quiet", href: `/ui/playground?snapshot=${id}` }, "Check a script")),
      ),
      section("Objects", h("div", { class: "filters" }, field("Search", search), field("Type", type)), found),
    ],
  };
}

function objects({ items, pagination }, look, id) {
  if (items.length === 0) {
    return [h("p", {}, "Nothing has such a name.")];
  }
  const shown = items.map((object) => {
    const details = h("details", { class: "object" }, h("summary", {}, h("code", {}, nameOf(object)), " ", h("span", { class: "hint" }, describe(object))));
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) {
        details.append(...parts(object, id));
      }
    });
    details.open = items.length === 1;
    return details;
  });
  return [...shown, pager(pagination, look)];
}

const nameOf = (object) => (object.schema ? `${object.schema}.${object.name}` : object.name);

function describe(object) {
  const said = [words(object.type)];
  if (object.row_estimate !== null && object.row_estimate !== undefined) {
    said.push(`about ${object.row_estimate.toLocaleString()} rows`);
  }
  if (object.total_bytes) {
    said.push(bytes(object.total_bytes));
  }
  if (object.comment) {
    said.push(object.comment);
  }
  return said.join(" · ");
}

function bytes(count) {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

function parts(object, id) {
  const shown = [];
  if (object.columns) {
    const key = new Set(object.primary_key?.columns ?? []);
    shown.push(
      table(
        `Columns of ${object.name}`,
        ["Column", "Type", "Null", "Default", "Comment"],
        object.columns.map((c) => [h("code", {}, c.name, key.has(c.name) ? h("span", { class: "hint" }, " key") : ""), c.type, c.nullable === false ? "no" : c.nullable === true ? "yes" : "", c.default_expression ?? c.generation_expression ?? (c.generation && c.generation !== "none" ? words(c.generation) : ""), c.comment ?? ""]),
      ),
    );
  }
  for (const [title, values] of [
    ["Foreign keys", (object.foreign_keys ?? []).map((k) => foreignKey(k, id))],
    ["Unique", (object.unique_constraints ?? []).map((k) => `${k.name} (${(k.columns ?? []).join(", ")})`)],
    ["Checks", (object.checks ?? []).map((c) => `${c.name}: ${c.expression}`)],
    ["Indexes", (object.indexes ?? []).map((i) => index(i))],
  ]) {
    if (values.length > 0) {
      shown.push(h("h3", {}, title), list(values));
    }
  }
  const definition = object.definition ?? object.body;
  if (definition) {
    shown.push(h("h3", {}, "Definition"), code(definition));
  }
  if (shown.length === 0) {
    shown.push(facts(plain(object)));
  }
  return shown;
}

function foreignKey(key, id) {
  const action = (name, what) => (what === "no_action" ? "" : `, ${name} ${words(what)}`);
  return h(
    "span",
    {},
    `${key.name}: (${key.columns.join(", ")}) → `,
    h("a", { href: `/ui/snapshots/${id}?search=${encodeURIComponent(key.target_table)}` }, key.target_table),
    ` (${key.target_columns.join(", ")})${action("on delete", key.on_delete)}${action("on update", key.on_update)}`,
  );
}

function index(one) {
  const keys = one.parts.map((part) => part.column ?? part.expression).join(", ");
  const where = one.predicate ? ` where ${one.predicate}` : "";
  return `${one.name}: ${one.unique ? "unique, " : ""}${one.method} (${keys})${where}${one.valid ? "" : ", not valid"}`;
}

/** What has no form of its own: every value that is a word or a list of words. */
function plain(object) {
  return Object.entries(object)
    .filter(([name]) => !["type", "schema", "name", "comment"].includes(name))
    .map(([name, value]) => [words(name), Array.isArray(value) ? value.map((v) => (typeof v === "object" ? JSON.stringify(v) : v)).join(", ") : typeof value === "object" && value !== null ? JSON.stringify(value) : value === null ? null : String(value)]);
}
