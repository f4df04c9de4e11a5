-- What the words of a team mean in a database: a JSON array of terms.
CREATE TABLE glossary (
  connection_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  terms         LONGTEXT NOT NULL,
  FOREIGN KEY (connection_id) REFERENCES connection_profile (id) ON DELETE CASCADE
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;
