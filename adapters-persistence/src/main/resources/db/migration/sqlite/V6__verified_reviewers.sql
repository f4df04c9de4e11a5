-- Whether a request's signature covered the name of its reviewer. Of what is older nobody knows, which is no proof.
ALTER TABLE review ADD COLUMN reviewer_verified INTEGER NOT NULL DEFAULT 0 CHECK (reviewer_verified IN (0, 1));

ALTER TABLE audit_event ADD COLUMN reviewer_verified INTEGER NOT NULL DEFAULT 0 CHECK (reviewer_verified IN (0, 1));
