-- The history by risks and by last review under every filter, so that no page is looked for among rows that do not pass. Each
-- risk count is asked for by itself, newest first, and each page by review sorts the few rows that it may hold: one index
-- does for both directions.
-- SQLite prefers an index in the whole order to one with fewer rows: hence the identities.
DROP INDEX ix_generation_risks_desc;
DROP INDEX ix_generation_risks_asc;
DROP INDEX ix_generation_reviewed_desc;
DROP INDEX ix_generation_reviewed_asc;

CREATE INDEX ix_generation_risks ON generation (risk_count, created_at, id);
CREATE INDEX ix_generation_connection_risks ON generation (connection_id, risk_count, created_at, id);
CREATE INDEX ix_generation_status_risks ON generation (status, risk_count, created_at, id);
CREATE INDEX ix_generation_lint_risks ON generation (lint_status, risk_count, created_at, id);
CREATE INDEX ix_generation_review_risks ON generation (review_status, risk_count, created_at, id);
CREATE INDEX ix_generation_final_risks ON generation (has_final_script, risk_count, created_at, id);
CREATE INDEX ix_generation_mode_risks ON generation (script_mode, risk_count, created_at, id);
CREATE INDEX ix_generation_dialect_risks ON generation (dialect, risk_count, created_at, id);

CREATE INDEX ix_generation_reviewed ON generation (last_reviewed_at, created_at);
CREATE INDEX ix_generation_connection_reviewed ON generation (connection_id, last_reviewed_at) WHERE last_reviewed_at IS NOT NULL;
CREATE INDEX ix_generation_status_reviewed ON generation (status, last_reviewed_at) WHERE last_reviewed_at IS NOT NULL;
CREATE INDEX ix_generation_lint_reviewed ON generation (lint_status, last_reviewed_at) WHERE last_reviewed_at IS NOT NULL;
CREATE INDEX ix_generation_review_reviewed ON generation (review_status, last_reviewed_at) WHERE last_reviewed_at IS NOT NULL;
CREATE INDEX ix_generation_final_reviewed ON generation (has_final_script, last_reviewed_at) WHERE last_reviewed_at IS NOT NULL;
CREATE INDEX ix_generation_mode_reviewed ON generation (script_mode, last_reviewed_at) WHERE last_reviewed_at IS NOT NULL;
CREATE INDEX ix_generation_dialect_reviewed ON generation (dialect, last_reviewed_at) WHERE last_reviewed_at IS NOT NULL;

-- The audit trail under its other filters.
CREATE INDEX ix_audit_event_action ON audit_event (action, at, id);
CREATE INDEX ix_audit_event_reviewer ON audit_event (reviewer, at, id) WHERE reviewer IS NOT NULL;
