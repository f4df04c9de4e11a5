-- Whose share of running generations a running one is part of; it belongs to the lease and goes with it.
ALTER TABLE generation ADD COLUMN started_by TEXT CHECK (started_by IS NULL OR lease_owner IS NOT NULL);

CREATE INDEX ix_generation_started_by ON generation (started_by) WHERE started_by IS NOT NULL;
