-- The runs of three characters in request_folded, each as the hexadecimal digits of its UTF-8, by which requests are found
-- that may hold a part of a text. Two blanks follow each text, so that every shorter part begins a run. Words of their own
-- instead of the parser ngram, which MariaDB has not, and which leaves out blanks. The program writes them, and makes the
-- full-text index when those of all generations are there (TextIndexCompletion): no statement that both servers
-- understand could do it in good time.
CREATE TABLE request_gram (
  generation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  grams         LONGTEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  FOREIGN KEY (generation_id) REFERENCES generation (id) ON DELETE CASCADE
) ENGINE = InnoDB, DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;
