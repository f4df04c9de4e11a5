-- Identities are UUIDs in lower case with dashes. Times are UTC in the fixed form 2026-04-22T12:34:56.000000Z,
-- so that they sort as text. Words of a closed set are the names of the program's constants.

CREATE TABLE connection_profile (
  id                 TEXT    NOT NULL PRIMARY KEY,
  name               TEXT    NOT NULL CONSTRAINT uq_connection_profile_name UNIQUE,
  dialect            TEXT    NOT NULL CHECK (dialect IN ('MYSQL', 'POSTGRESQL')),
  host               TEXT    NOT NULL,
  port               INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
  database_name      TEXT    NOT NULL,
  username           TEXT    NOT NULL,
  auth_mode          TEXT    NOT NULL CHECK (auth_mode IN ('PASSWORD')),
  ssl_mode           TEXT    NOT NULL CHECK (ssl_mode IN ('DISABLE', 'PREFER', 'REQUIRE', 'VERIFY_FULL')),
  secret_token       TEXT    NOT NULL,
  status             TEXT    NOT NULL CHECK (status IN ('PENDING', 'VERIFIED', 'FAILED')),
  last_verified_at   TEXT,
  last_error_message TEXT,
  created_at         TEXT    NOT NULL,
  updated_at         TEXT    NOT NULL
) STRICT;

CREATE TABLE schema_snapshot (
  id                TEXT    NOT NULL PRIMARY KEY,
  connection_id     TEXT    NOT NULL REFERENCES connection_profile (id) ON DELETE CASCADE,
  version           INTEGER NOT NULL CHECK (version >= 1),
  schema_hash       TEXT    NOT NULL,
  server_product    TEXT    NOT NULL,
  server_version    TEXT    NOT NULL,
  tables_count      INTEGER NOT NULL CHECK (tables_count >= 0),
  views_count       INTEGER NOT NULL CHECK (views_count >= 0),
  indexes_count     INTEGER NOT NULL CHECK (indexes_count >= 0),
  constraints_count INTEGER NOT NULL CHECK (constraints_count >= 0),
  created_at        TEXT    NOT NULL,
  CONSTRAINT uq_schema_snapshot_version UNIQUE (connection_id, version)
) STRICT;

-- Apart from the summary, so that listing snapshots never reads their content.
CREATE TABLE snapshot_content (
  snapshot_id TEXT NOT NULL PRIMARY KEY REFERENCES schema_snapshot (id) ON DELETE CASCADE,
  content     BLOB NOT NULL
) STRICT;

-- The columns from review_count to last_reviewed_at repeat what the table review says, so that the history is
-- filtered, sorted and paged by the indexes of one table. The long columns come last: a scan need not read them.
CREATE TABLE generation (
  id               TEXT    NOT NULL PRIMARY KEY,
  connection_id    TEXT    NOT NULL REFERENCES connection_profile (id) ON DELETE CASCADE,
  snapshot_id      TEXT    NOT NULL REFERENCES schema_snapshot (id) ON DELETE CASCADE,
  dialect          TEXT    NOT NULL CHECK (dialect IN ('MYSQL', 'POSTGRESQL')),
  script_mode      TEXT    NOT NULL CHECK (script_mode IN ('QUERY', 'DML', 'DDL', 'MIGRATION', 'MAINTENANCE')),
  status           TEXT    NOT NULL
    CHECK (status IN ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED', 'CLARIFICATION_NEEDED')),
  version          INTEGER NOT NULL CHECK (version >= 0),
  attempt_count    INTEGER NOT NULL CHECK (attempt_count >= 0),
  lease_owner      TEXT,
  lease_until      TEXT,
  lint_status      TEXT    CHECK (lint_status IN ('PASS', 'WARN', 'FAIL')),
  risk_count       INTEGER NOT NULL CHECK (risk_count >= 0),
  review_count     INTEGER NOT NULL CHECK (review_count >= 0),
  review_status    TEXT    CHECK (review_status IN ('ACCEPTED', 'REJECTED', 'EDITED')),
  has_final_script INTEGER NOT NULL CHECK (has_final_script IN (0, 1)),
  last_reviewed_at TEXT,
  created_at       TEXT    NOT NULL,
  attempts         TEXT    NOT NULL CHECK (json_valid(attempts)),
  request_text     TEXT    NOT NULL,
  -- request_text without regard to case, see CaseFolding
  request_folded   TEXT    NOT NULL,
  CONSTRAINT ck_generation_lease CHECK
    ((status = 'RUNNING') = (lease_owner IS NOT NULL) AND (lease_owner IS NULL) = (lease_until IS NULL)),
  CONSTRAINT ck_generation_review CHECK
    ((review_count = 0) = (review_status IS NULL) AND (review_status IS NULL) = (last_reviewed_at IS NULL))
) STRICT;

-- Apart from the generation, so that lists never read it. Also holds the questions of an unclear request.
CREATE TABLE draft (
  generation_id TEXT NOT NULL PRIMARY KEY REFERENCES generation (id) ON DELETE CASCADE,
  content       TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

CREATE TABLE review (
  id            TEXT    NOT NULL PRIMARY KEY,
  generation_id TEXT    NOT NULL REFERENCES generation (id) ON DELETE CASCADE,
  -- counts up within the generation, in the order in which the reviews came
  number        INTEGER NOT NULL CHECK (number >= 1),
  status        TEXT    NOT NULL CHECK (status IN ('ACCEPTED', 'REJECTED', 'EDITED')),
  reviewer      TEXT,
  note          TEXT,
  created_at    TEXT    NOT NULL,
  final_script  TEXT,
  diff          TEXT,
  CONSTRAINT uq_review_number UNIQUE (generation_id, number)
) STRICT;

-- The history: every filter with the default order, newest first ...
CREATE INDEX ix_generation_created ON generation (created_at, id);
CREATE INDEX ix_generation_connection ON generation (connection_id, created_at, id);
CREATE INDEX ix_generation_status ON generation (status, created_at, id);
CREATE INDEX ix_generation_lint ON generation (lint_status, created_at, id);
CREATE INDEX ix_generation_review ON generation (review_status, created_at, id);
CREATE INDEX ix_generation_final ON generation (has_final_script, created_at, id);
CREATE INDEX ix_generation_mode ON generation (script_mode, created_at, id);
CREATE INDEX ix_generation_dialect ON generation (dialect, created_at, id);
-- ... and the other orders in both directions, where the newest come first among equals.
CREATE INDEX ix_generation_risks_desc ON generation (risk_count, created_at, id);
CREATE INDEX ix_generation_risks_asc ON generation (risk_count, created_at DESC, id DESC);
CREATE INDEX ix_generation_reviewed_desc ON generation (last_reviewed_at, created_at, id);
CREATE INDEX ix_generation_reviewed_asc ON generation (last_reviewed_at, created_at DESC, id DESC);

-- The search for abandoned generations, and the cascade from snapshots.
CREATE INDEX ix_generation_lease ON generation (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX ix_generation_snapshot ON generation (snapshot_id);
