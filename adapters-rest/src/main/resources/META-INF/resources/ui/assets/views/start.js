import { call } from "../api.js";
import { badge, h, section, table, time, words } from "../dom.js";
import { rows } from "../drafts.js";

const NEWEST = 50;

export async function show() {
  const [{ items: connections }, { items: drafts }, backend] = await Promise.all([
    call("GET", "/api/connections"),
    call("GET", `/api/history?page_size=${NEWEST}`),
    call("GET", "/api/ai/backend/status"),
  ]);
  const waiting = drafts.filter((d) => isWaiting(d));
  return {
    title: "Start",
    lead: "Ask for a script in your own words, see it proved against the real schema, and decide. Nothing is ever executed.",
    content: [
      backend.ready ? null : h("p", { class: "notice bad" }, `The model backend is not ready: ${backend.missing.join(", ")}. `, h("a", { href: "/ui/ai" }, "Look")),
      drafts.length === 0 ? firstSteps(connections) : null,
      drafts.length > 0
        ? section("Waiting for you", waiting.length > 0 ? rows("Waiting for you", waiting) : h("p", {}, `Nothing among the newest ${drafts.length}.`))
        : null,
      drafts.length > 0 ? section("Newest", rows("Newest drafts", drafts.slice(0, 8)), h("p", {}, h("a", { href: "/ui/history" }, "All of the history"))) : null,
      connections.length > 0
        ? section(
            "Connections",
            table(
              "Connections",
              ["Name", "Server", "State", "Last contact"],
              connections.map((c) => [h("a", { href: `/ui/connections/${c.connection_id}` }, c.name), `${c.dialect} at ${c.host}:${c.port}`, badge(c.status), time(c.last_verified_at)]),
            ),
          )
        : null,
    ],
  };
}

/** Drafts that nobody has decided on, questions, and what failed. */
function isWaiting(draft) {
  return (draft.latest_status === "completed" && !draft.review_status) || ["failed", "clarification_needed"].includes(draft.latest_status);
}

function firstSteps(connections) {
  const verified = connections.find((c) => c.status === "verified");
  const steps = [
    [connections.length > 0, "Connect a database", "An account that can only read the schema is enough.", "/ui/connections"],
    [Boolean(verified), "Verify it and read its schema", "The schema becomes a snapshot that never changes.", connections.length > 0 ? `/ui/connections/${connections[0].connection_id}` : "/ui/connections"],
    [false, "Ask for a script", "In your own words; you get SQL, its risks, and what it hangs on.", "/ui/ask"],
  ];
  return section(
    "First steps",
    h(
      "ol",
      { class: "steps" },
      steps.map(([done, name, why, address]) => h("li", { class: done ? "done" : "" }, h("a", { href: address }, name), done ? " (done)" : "", h("p", { class: "hint" }, why))),
    ),
    h("p", {}, "To try the checks alone, ", h("a", { href: "/ui/playground" }, `paste a script into the ${words("playground")}`), "."),
  );
}
