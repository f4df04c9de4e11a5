-- What callers have used up in all processes together, where several are on the store: signatures, so that none is taken
-- twice, and tokens for requests, which come back over time. Digests tell nobody who the callers are.
CREATE TABLE used_signature (
  digest     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  expires_at TIMESTAMPTZ(6) NOT NULL
);

CREATE INDEX ix_used_signature_expires ON used_signature (expires_at);

CREATE TABLE request_bucket (
  caller    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  tokens    DOUBLE PRECISION NOT NULL CHECK (tokens >= 0),
  filled_at TIMESTAMPTZ(6) NOT NULL
);

CREATE INDEX ix_request_bucket_filled ON request_bucket (filled_at);
