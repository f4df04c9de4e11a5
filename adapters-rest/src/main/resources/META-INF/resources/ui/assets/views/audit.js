import { call } from "../api.js";
import { h, pager, section, table, time, words } from "../dom.js";

const PAGES = { generation: "drafts", connection: "connections" };

export async function show({ query, go }) {
  const page = Number(query.get("page") ?? "1");
  const { items, pagination } = await call("GET", `/api/audit?page=${page}&page_size=50`);
  return {
    title: "Audit",
    lead: "Who did what, newest first. Entries are never changed.",
    content: [
      section(
        "Entries",
        table(
          "Audit trail",
          ["When", "What", "Object", "Who", "From"],
          items.map((e) => [time(e.at), words(e.action), object(e), who(e), e.address ?? ""]),
        ),
        pager(pagination, (to) => go(`/ui/audit?page=${to}`)),
      ),
    ],
  };
}

function object(entry) {
  const name = entry.detail ?? words(entry.object_type);
  const path = PAGES[entry.object_type];
  return path && !entry.action.endsWith("deleted") ? h("a", { href: `/ui/${path}/${entry.object_id}` }, name) : name;
}

function who(entry) {
  const names = [entry.principal, entry.credential, entry.reviewer && `${entry.reviewer}${entry.reviewer_verified ? "" : " (as claimed)"}`];
  return names.filter(Boolean).join(", ") || "local";
}
