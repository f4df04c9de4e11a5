-- What the checks said about a review's final script. The history speaks of the newest one; those from before were
-- not checked, which is no pass.
ALTER TABLE review ADD COLUMN analysis TEXT CHECK (analysis IS NULL OR json_valid(analysis));

UPDATE generation SET lint_status = 'WARN', risk_count = 0 WHERE has_final_script = 1;
