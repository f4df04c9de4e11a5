-- The history by risks and by last review under every filter, so that no page is looked for among rows that do not pass. Each
-- risk count is asked for by itself, newest first, and each page by review sorts the few rows that it may hold: one index
-- does for both directions.
ALTER TABLE generation
  DROP INDEX ix_generation_risks_desc,
  DROP INDEX ix_generation_risks_asc,
  DROP INDEX ix_generation_reviewed_desc,
  DROP INDEX ix_generation_reviewed_asc,
  ADD INDEX ix_generation_risks (risk_count, created_at),
  ADD INDEX ix_generation_connection_risks (connection_id, risk_count, created_at),
  ADD INDEX ix_generation_status_risks (status, risk_count, created_at),
  ADD INDEX ix_generation_lint_risks (lint_status, risk_count, created_at),
  ADD INDEX ix_generation_review_risks (review_status, risk_count, created_at),
  ADD INDEX ix_generation_final_risks (has_final_script, risk_count, created_at),
  ADD INDEX ix_generation_mode_risks (script_mode, risk_count, created_at),
  ADD INDEX ix_generation_dialect_risks (dialect, risk_count, created_at),
  ADD INDEX ix_generation_reviewed (last_reviewed_at, created_at),
  ADD INDEX ix_generation_connection_reviewed (connection_id, last_reviewed_at),
  ADD INDEX ix_generation_status_reviewed (status, last_reviewed_at),
  ADD INDEX ix_generation_lint_reviewed (lint_status, last_reviewed_at),
  ADD INDEX ix_generation_review_reviewed (review_status, last_reviewed_at),
  ADD INDEX ix_generation_final_reviewed (has_final_script, last_reviewed_at),
  ADD INDEX ix_generation_mode_reviewed (script_mode, last_reviewed_at),
  ADD INDEX ix_generation_dialect_reviewed (dialect, last_reviewed_at);

-- The audit trail under its other filters.
CREATE INDEX ix_audit_event_action ON audit_event (action, at, id);
CREATE INDEX ix_audit_event_reviewer ON audit_event (reviewer, at, id);
