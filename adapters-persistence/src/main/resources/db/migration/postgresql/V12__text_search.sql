-- An index over the runs of three characters in request_folded: it leads to the requests that may hold a part of a text.
-- Two blanks follow each text, so that every shorter part begins a run. Apart from the generation, since each change of
-- that would enter all of them again.
CREATE TABLE request_gram (
  generation_id TEXT     COLLATE "C" NOT NULL PRIMARY KEY REFERENCES generation (id) ON DELETE CASCADE,
  grams         TSVECTOR NOT NULL
);

CREATE FUNCTION request_grams(folded TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_to_tsvector(array_agg(c[i] || c[i + 1] || c[i + 2]))
  FROM (SELECT string_to_array(folded || '  ', NULL) AS c) AS characters, generate_series(1, cardinality(c) - 2) AS i
$$;

INSERT INTO request_gram (generation_id, grams) SELECT id, request_grams(request_folded) FROM generation;

CREATE INDEX ix_request_gram_grams ON request_gram USING gin (grams);

CREATE FUNCTION generation_can_be_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO request_gram (generation_id, grams) VALUES (new.id, request_grams(new.request_folded));
  RETURN NULL;
END $$;

CREATE TRIGGER generation_can_be_found AFTER INSERT ON generation
  FOR EACH ROW EXECUTE FUNCTION generation_can_be_found();
