import { call } from "../api.js";
import { field, h, notice, pager, section, select } from "../dom.js";
import { rows } from "../drafts.js";
import { MODES } from "../scripts.js";

const STATUSES = ["queued", "running", "completed", "failed", "canceled", "clarification_needed"];
const FILTERS = ["q", "connection_id", "latest_status", "lint_status", "review_status", "script_mode", "dialect", "has_final_script", "created_from", "created_to"];
const PAGE_SIZE = 20;

/** Rows that a file of them holds at most; narrower filters give the others. */
const MOST_EXPORTED = 1000;

const any = (labels) => [["", "any"], ...labels.map((label) => [label, label.replaceAll("_", " ")])];

export async function show({ query, replaceQuery, signal }) {
  const { items: connections } = await call("GET", "/api/connections");
  const inputs = {
    q: h("input", { id: "q", type: "search", value: query.get("q") ?? "", autocomplete: "off" }),
    connection_id: select("connection_id", [["", "any"], ...connections.map((c) => [c.connection_id, c.name])], query.get("connection_id") ?? ""),
    latest_status: select("latest_status", any(STATUSES), query.get("latest_status") ?? ""),
    lint_status: select("lint_status", any(["pass", "warn", "fail"]), query.get("lint_status") ?? ""),
    review_status: select("review_status", any(["accepted", "rejected", "edited"]), query.get("review_status") ?? ""),
    script_mode: select("script_mode", any(MODES.map(([name]) => name)), query.get("script_mode") ?? ""),
    dialect: select("dialect", any(["mysql", "postgresql"]), query.get("dialect") ?? ""),
    has_final_script: select("has_final_script", [["", "any"], ["true", "yes"], ["false", "no"]], query.get("has_final_script") ?? ""),
    created_from: h("input", { id: "created_from", type: "date", value: day(query.get("created_from")) }),
    created_to: h("input", { id: "created_to", type: "date", value: day(query.get("created_to")) }),
  };
  const order = select(
    "order",
    [
      ["created_at desc", "newest first"],
      ["created_at asc", "oldest first"],
      ["last_reviewed_at desc", "last reviewed first"],
      ["risk_count desc", "most risks first"],
    ],
    `${query.get("sort_by") ?? "created_at"} ${query.get("sort_order") ?? "desc"}`,
  );
  const found = h("div", { "aria-live": "polite" });

  function asked(page) {
    const made = new URLSearchParams();
    for (const name of FILTERS) {
      const value = inputs[name].value.trim();
      if (value) {
        made.set(name, inputs[name].type === "date" ? midnight(value, name === "created_to") : value);
      }
    }
    const [by, direction] = order.value.split(" ");
    if (order.value !== "created_at desc") {
      made.set("sort_by", by);
      made.set("sort_order", direction);
    }
    if (page > 1) {
      made.set("page", String(page));
    }
    return made;
  }

  let newest = 0;
  async function look(page) {
    const mine = ++newest;
    const wanted = asked(page);
    replaceQuery(wanted);
    wanted.set("page_size", String(PAGE_SIZE));
    try {
      const answer = await call("GET", `/api/history?${wanted}`);
      if (mine === newest && !signal.aborted) {
        found.replaceChildren(...shown(answer, look, () => exported(asked(1))));
      }
    } catch (error) {
      found.replaceChildren(notice("bad", error.message));
    }
  }

  let pause;
  inputs.q.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => look(1), 300);
  });
  [...Object.values(inputs).slice(1), order].forEach((input) => input.addEventListener("change", () => look(1)));
  await look(Number(query.get("page") ?? "1"));
  const labels = { q: "Words of the request", connection_id: "Connection", latest_status: "State", lint_status: "Checks", review_status: "Review", script_mode: "Kind of script", dialect: "Dialect", has_final_script: "Has a final script", created_from: "Asked from", created_to: "Asked until" };
  return {
    title: "History",
    lead: "The address holds the filters: copy it to share what you see.",
    content: [section("Filters", h("div", { class: "filters" }, FILTERS.map((name) => field(labels[name], inputs[name])), field("Order", order))), section("Drafts", found)],
  };
}

/** A day of the reader's calendar as the moment in which it begins, or the next one does. */
function midnight(value, next) {
  const [year, month, date] = value.split("-").map(Number);
  return new Date(year, month - 1, date + (next ? 1 : 0)).toISOString();
}

function day(text) {
  if (!text) {
    return "";
  }
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? "" : `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
}

function shown({ items, pagination }, look, save) {
  if (items.length === 0) {
    return [h("p", {}, "Nothing is like that.")];
  }
  return [
    rows("Drafts", items),
    pager(pagination, look, h("button", { type: "button", class: "quiet", click: save }, "Save as CSV")),
  ];
}

const COLUMNS = ["request_id", "created_at", "request_summary", "connection_name", "dialect", "script_mode", "latest_status", "lint_status", "risk_count", "review_status", "last_reviewed_at", "has_final_script", "attempt_count", "last_error_message"];

async function exported(query) {
  const lines = [COLUMNS.join(",")];
  query.set("page_size", "100");
  for (let page = 1; (page - 1) * 100 < MOST_EXPORTED; page++) {
    const { items, pagination } = await call("GET", `/api/history?${query}`);
    lines.push(...items.map((row) => COLUMNS.map((name) => cell(row[name])).join(",")));
    if (pagination.next_cursor === null) {
      break;
    }
    query.delete("page");
    query.set("cursor", pagination.next_cursor);
  }
  const link = h("a", { href: URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" })), download: "history.csv" });
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A cell that no spreadsheet takes for a formula. */
function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
