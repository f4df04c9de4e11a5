-- What callers have used up in all processes together, where several are on the store: signatures, so that none is taken
-- twice, and tokens for requests, which come back over time. Digests tell nobody who the callers are.
CREATE TABLE used_signature (
  digest     TEXT NOT NULL PRIMARY KEY,
  expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX ix_used_signature_expires ON used_signature (expires_at);

CREATE TABLE request_bucket (
  caller    TEXT NOT NULL PRIMARY KEY,
  tokens    REAL NOT NULL CHECK (tokens >= 0),
  filled_at TEXT NOT NULL
) STRICT;

CREATE INDEX ix_request_bucket_filled ON request_bucket (filled_at);
