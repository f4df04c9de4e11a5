// What scripts may do, and the schemas that they are asked against.

import { call } from "./api.js";

/** The modes of a script with what each may do. */
export const MODES = [
  ["query", "reads"],
  ["dml", "changes rows"],
  ["ddl", "changes the schema"],
  ["migration", "schema and rows"],
  ["maintenance", "statistics, indexes, space"],
];

/** The snapshots of a connection, newest first. */
export async function snapshotsOf(connectionId) {
  const { items } = await call("GET", `/api/connections/${connectionId}/snapshots`);
  return items.sort((a, b) => b.snapshot_version - a.snapshot_version);
}
