-- Requests that came with an idempotency key, for a day, and the answers to them: a digest of the caller and the key, a
-- digest of the request, encrypted as connection secrets are, and nothing where there is no answer yet.
CREATE TABLE first_answer (
  key_digest    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  request_token TEXT NOT NULL,
  taken_at      TIMESTAMPTZ(6) NOT NULL,
  http_status   INTEGER,
  location      TEXT,
  body          TEXT,
  CONSTRAINT ck_first_answer_complete CHECK ((http_status IS NULL) = (body IS NULL))
);

CREATE INDEX ix_first_answer_taken ON first_answer (taken_at);
