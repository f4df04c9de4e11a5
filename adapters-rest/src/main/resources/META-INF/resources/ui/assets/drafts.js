// Rows of the history, wherever they are shown.

import { badge, h, table, time } from "./dom.js";

export function rows(caption, drafts) {
  return table(
    caption,
    ["Request", "Connection", "State", "Checks", "Risks", "Review", "Asked"],
    drafts.map((d) => [
      h("a", { href: `/ui/drafts/${d.request_id}` }, d.request_summary),
      `${d.connection_name} · ${d.script_mode}`,
      badge(d.latest_status),
      badge(d.lint_status),
      d.lint_status ? String(d.risk_count) : "",
      d.review_status ? badge(d.review_status) : d.latest_status === "completed" ? "open" : "",
      time(d.created_at),
    ]),
  );
}
