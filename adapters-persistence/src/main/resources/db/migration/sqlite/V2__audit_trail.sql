-- Who did what, and when. Rows refer to nothing, so that they outlive what they tell of, and are never changed.
CREATE TABLE audit_event (
  id          TEXT NOT NULL PRIMARY KEY,
  at          TEXT NOT NULL,
  action      TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id   TEXT NOT NULL,
  detail      TEXT,
  principal   TEXT,
  credential  TEXT,
  reviewer    TEXT,
  address     TEXT
) STRICT;

CREATE INDEX ix_audit_event_at ON audit_event (at, id);
CREATE INDEX ix_audit_event_object ON audit_event (object_id, at, id);
CREATE INDEX ix_audit_event_principal ON audit_event (principal, at, id);

CREATE TRIGGER audit_event_is_kept BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

CREATE TRIGGER audit_event_stays BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
