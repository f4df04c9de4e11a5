-- The same tables as in the other stores at this version, and running_share, which only stores with several writers
-- need. Identities are UUIDs in lower case with dashes. Words of a
-- closed set are the names of the program's constants. Times are UTC. Texts compare by their bytes, as they do
-- elsewhere. No triggers guard the audit trail: to create them, servers with a binary log ask for rights over all
-- databases.

CREATE TABLE connection_profile (
  id                 CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  name               VARCHAR(100) NOT NULL,
  dialect            VARCHAR(40) NOT NULL CHECK (dialect IN ('MYSQL', 'POSTGRESQL')),
  host               VARCHAR(255) NOT NULL,
  port               INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
  database_name      VARCHAR(255) NOT NULL,
  username           VARCHAR(255) NOT NULL,
  auth_mode          VARCHAR(40) NOT NULL CHECK (auth_mode IN ('PASSWORD')),
  ssl_mode           VARCHAR(40) NOT NULL CHECK (ssl_mode IN ('DISABLE', 'PREFER', 'REQUIRE', 'VERIFY_FULL')),
  secret_token       LONGTEXT NOT NULL,
  status             VARCHAR(40) NOT NULL CHECK (status IN ('PENDING', 'VERIFIED', 'FAILED')),
  last_verified_at   DATETIME(6),
  last_error_message LONGTEXT,
  created_at         DATETIME(6) NOT NULL,
  updated_at         DATETIME(6) NOT NULL,
  CONSTRAINT uq_connection_profile_name UNIQUE (name)
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

CREATE TABLE schema_snapshot (
  id                CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  connection_id     CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version           INTEGER NOT NULL CHECK (version >= 1),
  schema_hash       VARCHAR(255) NOT NULL,
  server_product    VARCHAR(255) NOT NULL,
  server_version    VARCHAR(255) NOT NULL,
  tables_count      INTEGER NOT NULL CHECK (tables_count >= 0),
  views_count       INTEGER NOT NULL CHECK (views_count >= 0),
  indexes_count     INTEGER NOT NULL CHECK (indexes_count >= 0),
  constraints_count INTEGER NOT NULL CHECK (constraints_count >= 0),
  created_at        DATETIME(6) NOT NULL,
  -- When a later reading of the same schema renewed the estimates of rows and sizes.
  statistics_refreshed_at DATETIME(6),
  CONSTRAINT uq_schema_snapshot_version UNIQUE (connection_id, version),
  FOREIGN KEY (connection_id) REFERENCES connection_profile (id) ON DELETE CASCADE
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

-- Apart from the summary, so that listing snapshots never reads their content.
CREATE TABLE snapshot_content (
  snapshot_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  content     LONGBLOB NOT NULL,
  FOREIGN KEY (snapshot_id) REFERENCES schema_snapshot (id) ON DELETE CASCADE
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

-- The columns from review_count to last_reviewed_at repeat what the table review says, so that the history is
-- filtered, sorted and paged by the indexes of one table.
CREATE TABLE generation (
  id               CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  connection_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  snapshot_id      CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  dialect          VARCHAR(40) NOT NULL CHECK (dialect IN ('MYSQL', 'POSTGRESQL')),
  script_mode      VARCHAR(40) NOT NULL CHECK (script_mode IN ('QUERY', 'DML', 'DDL', 'MIGRATION', 'MAINTENANCE')),
  status           VARCHAR(40) NOT NULL
    CHECK (status IN ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED', 'CLARIFICATION_NEEDED')),
  version          BIGINT  NOT NULL CHECK (version >= 0),
  attempt_count    INTEGER NOT NULL CHECK (attempt_count >= 0),
  lease_owner      VARCHAR(255),
  lease_until      DATETIME(6),
  -- Whose share of running generations a running one is part of; it belongs to the lease and goes with it.
  started_by       VARCHAR(512),
  lint_status      VARCHAR(40) CHECK (lint_status IN ('PASS', 'WARN', 'FAIL')),
  risk_count       INTEGER NOT NULL CHECK (risk_count >= 0),
  review_count     INTEGER NOT NULL CHECK (review_count >= 0),
  review_status    VARCHAR(40) CHECK (review_status IN ('ACCEPTED', 'REJECTED', 'EDITED')),
  has_final_script BOOLEAN NOT NULL,
  last_reviewed_at DATETIME(6),
  created_at       DATETIME(6) NOT NULL,
  -- Not JSON, which refuses half a surrogate pair, as a model may answer with, and puts the keys in another order.
  attempts         LONGTEXT NOT NULL,
  request_text     LONGTEXT NOT NULL,
  -- request_text without regard to case, see CaseFolding
  request_folded   LONGTEXT NOT NULL,
  CONSTRAINT ck_generation_lease CHECK
    ((status = 'RUNNING') = (lease_owner IS NOT NULL) AND (lease_owner IS NULL) = (lease_until IS NULL)),
  CONSTRAINT ck_generation_share CHECK (started_by IS NULL OR lease_owner IS NOT NULL),
  CONSTRAINT ck_generation_review CHECK
    ((review_count = 0) = (review_status IS NULL) AND (review_status IS NULL) = (last_reviewed_at IS NULL)),
  FOREIGN KEY (connection_id) REFERENCES connection_profile (id) ON DELETE CASCADE,
  FOREIGN KEY (snapshot_id) REFERENCES schema_snapshot (id) ON DELETE CASCADE
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

-- Apart from the generation, so that lists never read it. Also holds the questions of an unclear request.
CREATE TABLE draft (
  generation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  content       LONGTEXT NOT NULL,
  FOREIGN KEY (generation_id) REFERENCES generation (id) ON DELETE CASCADE
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

CREATE TABLE review (
  id            CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  generation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- counts up within the generation, in the order in which the reviews came
  `number`      INTEGER NOT NULL CHECK (`number` >= 1),
  status        VARCHAR(40) NOT NULL CHECK (status IN ('ACCEPTED', 'REJECTED', 'EDITED')),
  reviewer      VARCHAR(255),
  -- Whether a request's signature covered the name of its reviewer.
  reviewer_verified BOOLEAN NOT NULL DEFAULT false,
  note          LONGTEXT,
  created_at    DATETIME(6) NOT NULL,
  final_script  LONGTEXT,
  -- What the checks said about the final script.
  analysis      LONGTEXT,
  diff          LONGTEXT,
  CONSTRAINT uq_review_number UNIQUE (generation_id, `number`),
  FOREIGN KEY (generation_id) REFERENCES generation (id) ON DELETE CASCADE
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

-- A transaction that starts a generation holds the row of its share, so that nobody else starts one uncounted.
CREATE TABLE running_share (
  name VARCHAR(512) NOT NULL PRIMARY KEY
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

-- Who did what, and when. Rows refer to nothing, so that they outlive what they tell of, and are never changed.
CREATE TABLE audit_event (
  id          CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  at          DATETIME(6) NOT NULL,
  action      VARCHAR(40) NOT NULL,
  object_type VARCHAR(40) NOT NULL,
  object_id   CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  detail      LONGTEXT,
  principal   VARCHAR(512),
  credential  VARCHAR(512),
  reviewer    VARCHAR(255),
  reviewer_verified BOOLEAN NOT NULL DEFAULT false,
  address     VARCHAR(255)
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

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
CREATE INDEX ix_generation_reviewed_desc ON generation (last_reviewed_at DESC, created_at DESC, id DESC);
CREATE INDEX ix_generation_reviewed_asc ON generation (last_reviewed_at, created_at DESC, id DESC);

-- The search for abandoned generations, the count of a caller's share, and the cascade from snapshots.
CREATE INDEX ix_generation_lease ON generation (lease_until);
CREATE INDEX ix_generation_started_by ON generation (started_by);
CREATE INDEX ix_generation_snapshot ON generation (snapshot_id);

CREATE INDEX ix_audit_event_at ON audit_event (at, id);
CREATE INDEX ix_audit_event_object ON audit_event (object_id, at, id);
CREATE INDEX ix_audit_event_principal ON audit_event (principal, at, id);
