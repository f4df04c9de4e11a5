-- Requests that answer the questions of an earlier one: which one, and a JSON array of the answers so far, with their
-- questions; null where nothing was asked back.
ALTER TABLE generation ADD COLUMN follows_id TEXT COLLATE "C" REFERENCES generation (id) ON DELETE SET NULL;
ALTER TABLE generation ADD COLUMN clarifications JSON;

CREATE INDEX ix_generation_follows ON generation (follows_id) WHERE follows_id IS NOT NULL;
