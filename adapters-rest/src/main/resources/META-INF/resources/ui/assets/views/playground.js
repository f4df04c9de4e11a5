import { call } from "../api.js";
import { field, h, notice, section, select } from "../dom.js";
import { editor, jumpFrom, whenQuiet } from "../editor.js";
import { MODES, snapshotsOf } from "../scripts.js";
import { findings, impacted, notChecked, risks, verdict } from "../verdict.js";

export async function show({ query, signal }) {
  const { items: connections } = await call("GET", "/api/connections");
  const snapshots = (
    await Promise.all(
      connections.map(async (c) => {
        const items = await snapshotsOf(c.connection_id);
        return items.map((s) => [s.snapshot_id, `${c.name}, snapshot ${s.snapshot_version}`, s.created_at]);
      }),
    )
  )
    .flat()
    .sort((a, b) => b[2].localeCompare(a[2]));
  const against = select("against", [...snapshots.map(([id, name]) => [id, name]), ["postgresql", "PostgreSQL, no schema"], ["mysql", "MySQL, no schema"]], query.get("snapshot") ?? snapshots[0]?.[0] ?? "postgresql");
  const mode = select("mode", [["", "any kind"], ...MODES.map(([name]) => [name, name])], "");
  const { element, area } = editor("script", "");
  const said = h("div", { "aria-live": "polite" }, h("p", { class: "hint" }, "Write or paste a script: what the checks say appears here. Nothing is stored or run."));
  const check = async () => {
    if (area.value.trim() === "") {
      return;
    }
    const isDialect = ["postgresql", "mysql"].includes(against.value);
    try {
      const answer = await call("POST", "/api/validations", {
        script_text: area.value,
        [isDialect ? "dialect" : "snapshot_id"]: against.value,
        script_mode: mode.value || undefined,
      });
      if (!signal.aborted) {
        said.replaceChildren(
          ...verdict(answer.validation),
          ...findings(answer.validation),
          ...notChecked(answer.validation),
          h("h3", {}, "Risks"),
          ...risks(answer.risks),
          h("h3", {}, "Impacted objects"),
          ...impacted(answer.impacted_objects, isDialect ? null : against.value),
        );
      }
    } catch (error) {
      said.replaceChildren(notice("bad", error.message));
    }
  };
  const run = whenQuiet(area, check, signal);
  [against, mode].forEach((input) => input.addEventListener("change", run));
  jumpFrom(said, area);
  return {
    title: "Playground",
    lead: "The same checks that every draft goes through, for a script of your own.",
    content: [section("What is checked", h("div", { class: "filters" }, field("Check against", against), field("It may be", mode)), h("label", { for: "script" }, "Script"), element), section("Verdict", said)],
    ready: () => area.focus(),
  };
}
