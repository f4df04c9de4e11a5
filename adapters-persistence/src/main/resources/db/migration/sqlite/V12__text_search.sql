-- An index over the runs of three characters in request_folded: it leads to the requests that may hold a part of a text.
-- Two blanks follow each text, so that every shorter part begins a run. The index keeps no text and knows rows by number;
-- request_key tells whose they are, since the numbers of other tables may change.
CREATE TABLE request_key (
  number        INTEGER PRIMARY KEY,
  generation_id TEXT    NOT NULL UNIQUE REFERENCES generation (id) ON DELETE CASCADE
) STRICT;

CREATE VIRTUAL TABLE request_gram USING fts5 (
  folded, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
);

-- Which run is in which row.
CREATE VIRTUAL TABLE request_run USING fts5vocab (request_gram, instance);

INSERT INTO request_key (generation_id) SELECT id FROM generation ORDER BY created_at, id;

INSERT INTO request_gram (rowid, folded)
  SELECT k.number, g.request_folded || '  ' FROM request_key k JOIN generation g ON g.id = k.generation_id
  ORDER BY k.number;

CREATE TRIGGER generation_can_be_found AFTER INSERT ON generation
BEGIN
  INSERT INTO request_key (generation_id) VALUES (new.id);
  INSERT INTO request_gram (rowid, folded)
    SELECT number, new.request_folded || '  ' FROM request_key WHERE generation_id = new.id;
END;

CREATE TRIGGER generation_is_forgotten AFTER DELETE ON request_key
BEGIN
  DELETE FROM request_gram WHERE rowid = old.number;
END;
