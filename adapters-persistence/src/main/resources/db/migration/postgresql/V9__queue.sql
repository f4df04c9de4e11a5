-- A queued generation that was told to start waits from queued_at on for a worker of any process, as a part of the share
-- queued_by. Of a running one, sent tells that a model was asked: what was may have cost, and is not simply repeated.
ALTER TABLE generation
  ADD COLUMN queued_at TIMESTAMPTZ(6) CHECK (queued_at IS NULL OR status = 'QUEUED'),
  ADD COLUMN queued_by TEXT CHECK (queued_by IS NULL OR queued_at IS NOT NULL),
  ADD COLUMN sent BOOLEAN NOT NULL DEFAULT false CHECK (NOT sent OR lease_owner IS NOT NULL);

-- Of what runs since before, nobody knows.
UPDATE generation SET sent = true WHERE status = 'RUNNING';

CREATE INDEX ix_generation_queued ON generation (queued_at, id) WHERE queued_at IS NOT NULL;
CREATE INDEX ix_generation_queued_by ON generation (queued_by) WHERE queued_by IS NOT NULL;
CREATE INDEX ix_generation_owner ON generation (lease_owner) WHERE lease_owner IS NOT NULL;
