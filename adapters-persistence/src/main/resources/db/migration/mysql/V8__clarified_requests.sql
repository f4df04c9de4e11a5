-- Requests that answer the questions of an earlier one: which one, and a JSON array of the answers so far, with their
-- questions; null where nothing was asked back.
ALTER TABLE generation
  ADD COLUMN follows_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  ADD COLUMN clarifications LONGTEXT,
  ADD CONSTRAINT fk_generation_follows FOREIGN KEY (follows_id) REFERENCES generation (id) ON DELETE SET NULL;
