-- What callers have used up in all processes together, where several are on the store: signatures, so that none is taken
-- twice, and tokens for requests, which come back over time. Digests tell nobody who the callers are.
CREATE TABLE used_signature (
  digest     CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  expires_at DATETIME(6) NOT NULL
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

CREATE INDEX ix_used_signature_expires ON used_signature (expires_at);

CREATE TABLE request_bucket (
  caller    CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  tokens    DOUBLE NOT NULL CHECK (tokens >= 0),
  filled_at DATETIME(6) NOT NULL
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

CREATE INDEX ix_request_bucket_filled ON request_bucket (filled_at);
