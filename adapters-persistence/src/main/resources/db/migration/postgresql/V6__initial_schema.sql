-- The same tables as in the other stores at this version, and running_share, which only stores with several writers
-- need. Identities are UUIDs in lower case with dashes. Words of a
-- closed set are the names of the program's constants. Texts compare by their bytes, as they do elsewhere.

CREATE TABLE connection_profile (
  id                 TEXT    COLLATE "C" NOT NULL PRIMARY KEY,
  name               TEXT    COLLATE "C" NOT NULL CONSTRAINT uq_connection_profile_name UNIQUE,
  dialect            TEXT    NOT NULL CHECK (dialect IN ('MYSQL', 'POSTGRESQL')),
  host               TEXT    NOT NULL,
  port               INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
  database_name      TEXT    NOT NULL,
  username           TEXT    NOT NULL,
  auth_mode          TEXT    NOT NULL CHECK (auth_mode IN ('PASSWORD')),
  ssl_mode           TEXT    NOT NULL CHECK (ssl_mode IN ('DISABLE', 'PREFER', 'REQUIRE', 'VERIFY_FULL')),
  secret_token       TEXT    NOT NULL,
  status             TEXT    NOT NULL CHECK (status IN ('PENDING', 'VERIFIED', 'FAILED')),
  last_verified_at   TIMESTAMPTZ(6),
  last_error_message TEXT,
  created_at         TIMESTAMPTZ(6) NOT NULL,
  updated_at         TIMESTAMPTZ(6) NOT NULL
);

CREATE TABLE schema_snapshot (
  id                TEXT    COLLATE "C" NOT NULL PRIMARY KEY,
  connection_id     TEXT    COLLATE "C" NOT NULL REFERENCES connection_profile (id) ON DELETE CASCADE,
  version           INTEGER NOT NULL CHECK (version >= 1),
  schema_hash       TEXT    NOT NULL,
  server_product    TEXT    NOT NULL,
  server_version    TEXT    NOT NULL,
  tables_count      INTEGER NOT NULL CHECK (tables_count >= 0),
  views_count       INTEGER NOT NULL CHECK (views_count >= 0),
  indexes_count     INTEGER NOT NULL CHECK (indexes_count >= 0),
  constraints_count INTEGER NOT NULL CHECK (constraints_count >= 0),
  created_at        TIMESTAMPTZ(6) NOT NULL,
  -- When a later reading of the same schema renewed the estimates of rows and sizes.
  statistics_refreshed_at TIMESTAMPTZ(6),
  CONSTRAINT uq_schema_snapshot_version UNIQUE (connection_id, version)
);

-- Apart from the summary, so that listing snapshots never reads their content.
CREATE TABLE snapshot_content (
  snapshot_id TEXT  COLLATE "C" NOT NULL PRIMARY KEY REFERENCES schema_snapshot (id) ON DELETE CASCADE,
  content     BYTEA NOT NULL
);

-- The columns from review_count to last_reviewed_at repeat what the table review says, so that the history is
-- filtered, sorted and paged by the indexes of one table.
CREATE TABLE generation (
  id               TEXT    COLLATE "C" NOT NULL PRIMARY KEY,
  connection_id    TEXT    COLLATE "C" NOT NULL REFERENCES connection_profile (id) ON DELETE CASCADE,
  snapshot_id      TEXT    COLLATE "C" NOT NULL REFERENCES schema_snapshot (id) ON DELETE CASCADE,
  dialect          TEXT    NOT NULL CHECK (dialect IN ('MYSQL', 'POSTGRESQL')),
  script_mode      TEXT    NOT NULL CHECK (script_mode IN ('QUERY', 'DML', 'DDL', 'MIGRATION', 'MAINTENANCE')),
  status           TEXT    NOT NULL
    CHECK (status IN ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED', 'CLARIFICATION_NEEDED')),
  version          BIGINT  NOT NULL CHECK (version >= 0),
  attempt_count    INTEGER NOT NULL CHECK (attempt_count >= 0),
  lease_owner      TEXT,
  lease_until      TIMESTAMPTZ(6),
  -- Whose share of running generations a running one is part of; it belongs to the lease and goes with it.
  started_by       TEXT    CHECK (started_by IS NULL OR lease_owner IS NOT NULL),
  lint_status      TEXT    CHECK (lint_status IN ('PASS', 'WARN', 'FAIL')),
  risk_count       INTEGER NOT NULL CHECK (risk_count >= 0),
  review_count     INTEGER NOT NULL CHECK (review_count >= 0),
  review_status    TEXT    CHECK (review_status IN ('ACCEPTED', 'REJECTED', 'EDITED')),
  has_final_script BOOLEAN NOT NULL,
  last_reviewed_at TIMESTAMPTZ(6),
  created_at       TIMESTAMPTZ(6) NOT NULL,
  -- Not jsonb, which refuses NUL and half a surrogate pair, both of which a model may answer with.
  attempts         JSON    NOT NULL,
  request_text     TEXT    NOT NULL,
  -- request_text without regard to case, see CaseFolding
  request_folded   TEXT    COLLATE "C" NOT NULL,
  CONSTRAINT ck_generation_lease CHECK
    ((status = 'RUNNING') = (lease_owner IS NOT NULL) AND (lease_owner IS NULL) = (lease_until IS NULL)),
  CONSTRAINT ck_generation_review CHECK
    ((review_count = 0) = (review_status IS NULL) AND (review_status IS NULL) = (last_reviewed_at IS NULL))
);

-- Apart from the generation, so that lists never read it. Also holds the questions of an unclear request.
CREATE TABLE draft (
  generation_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES generation (id) ON DELETE CASCADE,
  content       JSON NOT NULL
);

CREATE TABLE review (
  id            TEXT    COLLATE "C" NOT NULL PRIMARY KEY,
  generation_id TEXT    COLLATE "C" NOT NULL REFERENCES generation (id) ON DELETE CASCADE,
  -- counts up within the generation, in the order in which the reviews came
  number        INTEGER NOT NULL CHECK (number >= 1),
  status        TEXT    NOT NULL CHECK (status IN ('ACCEPTED', 'REJECTED', 'EDITED')),
  reviewer      TEXT,
  -- Whether a request's signature covered the name of its reviewer.
  reviewer_verified BOOLEAN NOT NULL DEFAULT false,
  note          TEXT,
  created_at    TIMESTAMPTZ(6) NOT NULL,
  final_script  TEXT,
  -- What the checks said about the final script.
  analysis      JSON,
  diff          TEXT,
  CONSTRAINT uq_review_number UNIQUE (generation_id, number)
);

-- A transaction that starts a generation holds the row of its share, so that nobody else starts one uncounted.
CREATE TABLE running_share (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY
);

-- Who did what, and when. Rows refer to nothing, so that they outlive what they tell of, and are never changed.
CREATE TABLE audit_event (
  id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  at          TIMESTAMPTZ(6) NOT NULL,
  action      TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id   TEXT COLLATE "C" NOT NULL,
  detail      TEXT,
  principal   TEXT COLLATE "C",
  credential  TEXT,
  reviewer    TEXT,
  reviewer_verified BOOLEAN NOT NULL DEFAULT false,
  address     TEXT
);

-- The history: every filter with the default order, newest first ...
CREATE INDEX ix_generation_created ON generation (created_at, id);
CREATE INDEX ix_generation_connection ON generation (connection_id, created_at, id);
CREATE INDEX ix_generation_status ON generation (status, created_at, id);
CREATE INDEX ix_generation_lint ON generation (lint_status, created_at, id);
CREATE INDEX ix_generation_review ON generation (review_status, created_at, id);
CREATE INDEX ix_generation_final ON generation (has_final_script, created_at, id);
CREATE INDEX ix_generation_mode ON generation (script_mode, created_at, id);
CREATE INDEX ix_generation_dialect ON generation (dialect, created_at, id);
-- ... and the other orders, where the newest come first among equals.
CREATE INDEX ix_generation_risks_desc ON generation (risk_count DESC, created_at DESC, id DESC);
CREATE INDEX ix_generation_risks_asc ON generation (risk_count, created_at DESC, id DESC);
CREATE INDEX ix_generation_reviewed_desc ON generation (last_reviewed_at DESC NULLS LAST, created_at DESC, id DESC);
CREATE INDEX ix_generation_reviewed_asc ON generation (last_reviewed_at, created_at DESC, id DESC);

-- The search for abandoned generations, the count of a caller's share, and the cascade from snapshots.
CREATE INDEX ix_generation_lease ON generation (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX ix_generation_started_by ON generation (started_by) WHERE started_by IS NOT NULL;
CREATE INDEX ix_generation_snapshot ON generation (snapshot_id);

CREATE INDEX ix_audit_event_at ON audit_event (at, id);
CREATE INDEX ix_audit_event_object ON audit_event (object_id, at, id);
CREATE INDEX ix_audit_event_principal ON audit_event (principal, at, id);

CREATE FUNCTION audit_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only';
END $$;

CREATE TRIGGER audit_event_is_kept BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_event_is_kept();
