-- What the words of a team mean in a database: a JSON array of terms.
CREATE TABLE glossary (
  connection_id TEXT NOT NULL PRIMARY KEY REFERENCES connection_profile (id) ON DELETE CASCADE,
  terms         TEXT NOT NULL CHECK (json_valid(terms))
) STRICT;
