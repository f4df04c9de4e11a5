import { call } from "../api.js";
import { action, badge, facts, h, list, notice, section, table, time } from "../dom.js";
import { glossary } from "../glossary.js";
import { snapshotsOf } from "../scripts.js";

export async function show({ ids: [id], go, again }) {
  const [connection, snapshots, words] = await Promise.all([call("GET", `/api/connections/${id}`), snapshotsOf(id), glossary(id)]);
  const said = h("div", { role: "status", "aria-live": "polite" });
  return {
    title: connection.name,
    lead: `${connection.dialect} at ${connection.host}:${connection.port}`,
    content: [
      section(
        "Connection",
        facts([
          ["State", badge(connection.status)],
          ["Database", connection.database_name],
          ["Account", connection.username],
          ["Encryption", connection.ssl_mode],
          ["Last contact", time(connection.last_verified_at)],
          ["Last error", connection.last_error_message],
        ]),
        said,
        h(
          "p",
          { class: "actions" },
          action("Verify", async () => {
            said.replaceChildren("Asking the server …");
            said.replaceChildren(...verdict(await verify(id, said)));
          }),
          action(snapshots.length > 0 ? "Read the schema again" : "Read the schema", async () => {
            said.replaceChildren("Reading the schema …");
            try {
              const snapshot = await call("POST", `/api/connections/${id}/schema/refresh`);
              await again();
              document.querySelector("#main [role=status]")?.replaceChildren(
                notice("good", snapshot.changed ? `Snapshot ${snapshot.snapshot_version} is new.` : `Nothing has changed since snapshot ${snapshot.snapshot_version}.`),
              );
            } catch (error) {
              said.replaceChildren();
              throw error;
            }
          }),
          snapshots.length > 0 ? h("a", { class: "button", href: `/ui/ask?connection=${id}` }, "Ask for a script") : null,
          removal(id, connection.name, go),
        ),
      ),
      section("Words of the team", h("p", {}, "What people say and the schema does not: drafts read these words as explained here."), ...words),
      section("Snapshots", snapshots.length > 0 ? snapshotTable(snapshots) : h("p", {}, "The schema has not been read yet.")),
    ],
  };
}

async function verify(id, said) {
  try {
    return await call("POST", `/api/connections/${id}/verify`);
  } catch (error) {
    said.replaceChildren();
    throw error;
  }
}

function verdict(answer) {
  if (answer.status !== "verified") {
    return [notice("bad", answer.error_message)];
  }
  return [
    notice("good", `${answer.server_product} ${answer.server_version} answers to ${answer.user}.`),
    answer.can_write ? notice("warn", "The account may change data or schema. dbsa never needs that: an account that can only read is safer.") : "",
    answer.warnings.length > 0 ? list(answer.warnings) : "",
  ];
}

function snapshotTable(snapshots) {
  return table(
    "Snapshots, newest first",
    ["Snapshot", "Server", "Tables", "Views", "Indexes", "Constraints", "Read", "Changes"],
    snapshots.map((s, i) => [
      h("a", { href: `/ui/snapshots/${s.snapshot_id}` }, `Snapshot ${s.snapshot_version}`),
      `${s.server_product} ${s.server_version}`,
      String(s.tables_count),
      String(s.views_count),
      String(s.indexes_count),
      String(s.constraints_count),
      time(s.created_at),
      snapshots[i + 1] ? h("a", { href: `/ui/snapshots/${snapshots[i + 1].snapshot_id}/diff/${s.snapshot_id}` }, `since ${snapshots[i + 1].snapshot_version}`) : "",
    ]),
  );
}

function removal(id, name, go) {
  const dialog = h(
    "dialog",
    { "aria-labelledby": "removal-title" },
    h("h2", { id: "removal-title" }, `Delete ${name}?`),
    h("p", {}, "The profile, its password and its snapshots go. Where drafts refer to it, nothing is deleted unless they go too."),
    h(
      "p",
      { class: "actions" },
      action("Delete the connection", async () => {
        await call("DELETE", `/api/connections/${id}`);
        dialog.close();
        await go("/ui/connections");
      }, "danger"),
      h("button", { type: "button", class: "quiet", click: () => dialog.close() }, "Keep it"),
    ),
  );
  return [h("button", { type: "button", class: "quiet", click: () => dialog.showModal() }, "Delete …"), dialog];
}
