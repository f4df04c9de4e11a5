-- What the words of a team mean in a database: a JSON array of terms.
CREATE TABLE glossary (
  connection_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES connection_profile (id) ON DELETE CASCADE,
  terms         JSON NOT NULL
);
