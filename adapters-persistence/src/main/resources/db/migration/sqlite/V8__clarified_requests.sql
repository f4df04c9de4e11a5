-- Requests that answer the questions of an earlier one: which one, and a JSON array of the answers so far, with their
-- questions; null where nothing was asked back.
ALTER TABLE generation ADD COLUMN follows_id TEXT REFERENCES generation (id) ON DELETE SET NULL;
ALTER TABLE generation ADD COLUMN clarifications TEXT CHECK (clarifications IS NULL OR json_valid(clarifications));

CREATE INDEX ix_generation_follows ON generation (follows_id) WHERE follows_id IS NOT NULL;
