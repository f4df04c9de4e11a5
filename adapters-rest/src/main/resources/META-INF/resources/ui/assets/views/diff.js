import { call } from "../api.js";
import { h, list, section, table, words } from "../dom.js";

export async function show({ ids: [before, after] }) {
  const [diff, older, newer] = await Promise.all([
    call("GET", `/api/snapshots/${before}/diff/${after}`),
    call("GET", `/api/snapshots/${before}`),
    call("GET", `/api/snapshots/${after}`),
  ]);
  const none = diff.added.length + diff.removed.length + diff.changed.length === 0;
  return {
    title: `What changed from snapshot ${older.snapshot_version} to ${newer.snapshot_version}`,
    content: [
      h("p", {}, h("a", { href: `/ui/snapshots/${before}` }, `Snapshot ${older.snapshot_version}`), " · ", h("a", { href: `/ui/snapshots/${after}` }, `Snapshot ${newer.snapshot_version}`)),
      none ? h("p", {}, "Nothing.") : null,
      objects("Added", diff.added),
      objects("Removed", diff.removed),
      diff.changed.length > 0 ? section(`Changed (${diff.changed.length})`, diff.changed.map(change)) : null,
    ],
  };
}

const objects = (title, found) => (found.length > 0 ? section(`${title} (${found.length})`, list(found.map((o) => h("code", {}, nameOf(o))))) : null);

function nameOf({ type, schema, relation, name }) {
  return `${words(type)} ${[schema, relation, name].filter((part) => part && part !== "").join(".")}`;
}

function change({ object, attributes }) {
  return [
    h("h3", {}, h("code", {}, nameOf(object))),
    table(
      `Changes of ${nameOf(object)}`,
      ["What", "Before", "After"],
      attributes.map((a) => [words(a.name), h("code", { class: "removed" }, a.before ?? "none"), h("code", { class: "added" }, a.after ?? "none")]),
    ),
  ];
}
