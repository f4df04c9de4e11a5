import { call } from "../api.js";
import { field, h, onSubmit, section, select } from "../dom.js";
import { MODES, snapshotsOf } from "../scripts.js";

const LONGEST = 4000;

export async function show({ query, go }) {
  const { items } = await call("GET", "/api/connections");
  if (items.length === 0) {
    return { title: "Ask for a script", content: [h("p", {}, "There is no connection yet. ", h("a", { href: "/ui/connections" }, "Connect a database"), " first.")] };
  }
  const connection = select("connection_id", items.map((c) => [c.connection_id, `${c.name} (${c.dialect})`]), query.get("connection") ?? items[0].connection_id);
  const snapshot = h("select", { id: "snapshot_id", name: "snapshot_id", required: true });
  const mode = select("script_mode", MODES.map(([name, may]) => [name, `${name}: ${may}`]), query.get("mode") ?? "query");
  const request = h("textarea", { id: "request_text", name: "request_text", rows: "5", maxlength: String(LONGEST), required: true, placeholder: "customers who have not ordered in the last 90 days, newest first" }, query.get("text") ?? "");
  const hint = h("p", { class: "hint", "aria-live": "polite" });

  async function fill() {
    const snapshots = await snapshotsOf(connection.value);
    snapshot.replaceChildren(...snapshots.map((s) => h("option", { value: s.snapshot_id, selected: s.snapshot_id === query.get("snapshot") }, `Snapshot ${s.snapshot_version}, ${s.tables_count} tables`)));
    hint.replaceChildren(...(snapshots.length > 0 ? [] : ["The schema of this connection has not been read yet. ", h("a", { href: `/ui/connections/${connection.value}` }, "Read it"), "."]));
  }
  connection.addEventListener("change", fill);
  await fill();
  const form = onSubmit(
    h(
      "form",
      { class: "grid" },
      h("div", { class: "wide" }, field("What should the script do?", request, "In your own words, with names, numbers and values as precise as you know them.")),
      field("Connection", connection),
      field("Snapshot", snapshot),
      field("Kind of script", mode, "A script that does more is an error."),
      h("div", { class: "wide" }, hint, h("button", { type: "submit" }, "Draft it")),
    ),
    async () => {
      const made = await call("POST", "/api/generations", {
        connection_id: connection.value,
        snapshot_id: snapshot.value,
        request_text: request.value,
        script_mode: mode.value,
      });
      await call("POST", `/api/generations/${made.generation_id}/execute`);
      await go(`/ui/drafts/${made.generation_id}`);
    },
  );
  request.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  return { title: "Ask for a script", lead: "You get a draft to read and decide on. It is never run.", content: [section("Request", form)], ready: () => request.focus() };
}
