-- Requests that came with an idempotency key, for a day, and the answers to them: a digest of the caller and the key, a
-- digest of the request, encrypted as connection secrets are, and nothing where there is no answer yet.
CREATE TABLE first_answer (
  key_digest    CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  request_token LONGTEXT NOT NULL,
  taken_at      DATETIME(6) NOT NULL,
  http_status   INTEGER,
  location      LONGTEXT,
  body          LONGTEXT,
  CONSTRAINT ck_first_answer_complete CHECK ((http_status IS NULL) = (body IS NULL))
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

CREATE INDEX ix_first_answer_taken ON first_answer (taken_at);
