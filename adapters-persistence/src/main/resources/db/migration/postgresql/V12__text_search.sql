-- An index over the runs of characters in request_folded: it leads to the requests that may hold a part of a text. Runs of
-- three, and shorter ones that are not all ASCII, as a word of two letters may be elsewhere. Apart from the generation,
-- since each change of that would enter all of them again.
CREATE TABLE request_gram (
  generation_id TEXT     COLLATE "C" NOT NULL PRIMARY KEY REFERENCES generation (id) ON DELETE CASCADE,
  grams         TSVECTOR NOT NULL
);

CREATE FUNCTION request_grams(folded TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_to_tsvector(coalesce(array_agg(gram), '{}'))
  FROM (SELECT string_to_array(folded, NULL) AS c) AS characters,
    LATERAL generate_subscripts(c, 1) AS i,
    LATERAL (VALUES (c[i] || c[i + 1] || c[i + 2], 0), (c[i] || c[i + 1], 2), (c[i], 1)) AS run (gram, ascii_length)
  WHERE octet_length(gram) > ascii_length
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
