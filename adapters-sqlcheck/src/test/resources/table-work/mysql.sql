ALTER TABLE trip ADD COLUMN extra int
ALTER TABLE trip ADD COLUMN extra int NOT NULL
ALTER TABLE trip ADD COLUMN extra int NOT NULL DEFAULT 3 AFTER code
ALTER TABLE trip ADD COLUMN extra int FIRST
ALTER TABLE trip ADD COLUMN extra int DEFAULT (1 + 2)
ALTER TABLE trip ADD COLUMN extra int GENERATED ALWAYS AS (seats + 1) VIRTUAL
ALTER TABLE trip ADD COLUMN extra int GENERATED ALWAYS AS (seats + 1) STORED
ALTER TABLE trip ADD COLUMN extra int UNIQUE
ALTER TABLE trip ADD COLUMN extra int CHECK (extra > 0)
ALTER TABLE trip ADD COLUMN extra int REFERENCES depot (id)
ALTER TABLE trip ADD COLUMN extra int, ADD INDEX by_extra (extra)
ALTER TABLE trip ADD COLUMN extra int, ADD COLUMN other int
ALTER TABLE trip ADD COLUMN extra int, RENAME COLUMN weight TO mass
ALTER TABLE listed ADD COLUMN id int NOT NULL AUTO_INCREMENT PRIMARY KEY
ALTER TABLE plain_old ADD COLUMN extra int
ALTER TABLE trip DROP COLUMN weight
ALTER TABLE sums DROP COLUMN twice
ALTER TABLE sums DROP COLUMN kept
ALTER TABLE trip DROP COLUMN code
ALTER TABLE trip DROP COLUMN weight, DROP COLUMN notes
ALTER TABLE trip RENAME COLUMN weight TO mass
ALTER TABLE trip CHANGE weight mass int
ALTER TABLE trip CHANGE weight mass bigint
ALTER TABLE trip MODIFY label varchar(40) DEFAULT 'x' COMMENT 'as printed'
ALTER TABLE trip MODIFY label varchar(50) DEFAULT 'x' COMMENT 'as printed'
ALTER TABLE trip MODIFY label varchar(63) DEFAULT 'x' COMMENT 'as printed'
ALTER TABLE trip MODIFY label varchar(64) DEFAULT 'x' COMMENT 'as printed'
ALTER TABLE trip MODIFY label varchar(200) DEFAULT 'x' COMMENT 'as printed'
ALTER TABLE trip MODIFY short varchar(200)
ALTER TABLE trip MODIFY label varchar(20) DEFAULT 'x' COMMENT 'as printed'
ALTER TABLE trip MODIFY label varchar(40) DEFAULT 'y' COMMENT 'as printed'
ALTER TABLE trip MODIFY label varchar(40) DEFAULT 'x' COMMENT 'new words'
ALTER TABLE trip MODIFY label text COMMENT 'as printed'
ALTER TABLE trip MODIFY label char(40) DEFAULT 'x' COMMENT 'as printed'
ALTER TABLE trip MODIFY label varchar(40) COLLATE utf8mb4_bin DEFAULT 'x' COMMENT 'as printed'
ALTER TABLE trip MODIFY label varchar(40) CHARACTER SET latin1 DEFAULT 'x' COMMENT 'as printed'
ALTER TABLE trip MODIFY code varchar(40) COLLATE utf8mb4_bin NOT NULL
ALTER TABLE trip MODIFY code varchar(50) NOT NULL
ALTER TABLE trip MODIFY tag char(3) CHARACTER SET utf8mb4
ALTER TABLE trip MODIFY tag char(5) CHARACTER SET latin1
ALTER TABLE trip MODIFY tag varchar(3) CHARACTER SET latin1
ALTER TABLE trip MODIFY notes mediumtext
ALTER TABLE trip MODIFY notes varchar(500)
ALTER TABLE trip MODIFY weight int
ALTER TABLE trip MODIFY weight bigint
ALTER TABLE trip MODIFY weight smallint
ALTER TABLE trip MODIFY weight int unsigned
ALTER TABLE trip MODIFY weight int NOT NULL
ALTER TABLE trip MODIFY weight int FIRST
ALTER TABLE trip MODIFY weight int COMMENT 'in kg'
ALTER TABLE trip MODIFY weight varchar(20)
ALTER TABLE trip MODIFY weight decimal(12,2)
ALTER TABLE trip MODIFY fare decimal(10,2) NOT NULL DEFAULT 0
ALTER TABLE trip MODIFY fare decimal(8,3) NOT NULL DEFAULT 0
ALTER TABLE trip MODIFY fare double NOT NULL DEFAULT 0
ALTER TABLE trip MODIFY seats int DEFAULT 4
ALTER TABLE trip MODIFY state enum('new','done','lost') NOT NULL DEFAULT 'new'
ALTER TABLE trip MODIFY state enum('new','open','done') NOT NULL DEFAULT 'new'
ALTER TABLE trip MODIFY state enum('done','new') NOT NULL DEFAULT 'new'
ALTER TABLE trip MODIFY state enum('new') NOT NULL DEFAULT 'new'
ALTER TABLE trip MODIFY state varchar(10) NOT NULL DEFAULT 'new'
ALTER TABLE trip MODIFY flags set('a','b','c')
ALTER TABLE trip MODIFY flags set('a','b','c','d','e','f','g','h','i')
ALTER TABLE trip MODIFY made datetime NOT NULL DEFAULT CURRENT_TIMESTAMP
ALTER TABLE trip MODIFY made datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)
ALTER TABLE trip MODIFY made timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
ALTER TABLE trip MODIFY seen timestamp(6) NULL
ALTER TABLE depot MODIFY id int NOT NULL
ALTER TABLE depot MODIFY id bigint NOT NULL AUTO_INCREMENT
ALTER TABLE listed MODIFY a int NOT NULL AUTO_INCREMENT PRIMARY KEY
ALTER TABLE sums MODIFY twice int GENERATED ALWAYS AS (seats * 4) VIRTUAL
ALTER TABLE sums MODIFY kept int GENERATED ALWAYS AS (seats * 4) STORED
ALTER TABLE trip ALTER COLUMN weight SET DEFAULT 5
ALTER TABLE trip ALTER COLUMN seats DROP DEFAULT
ALTER TABLE trip ADD INDEX by_weight (weight)
ALTER TABLE trip ADD UNIQUE INDEX by_weight (weight)
ALTER TABLE trip ADD FULLTEXT INDEX by_notes (notes)
ALTER TABLE plain_old ADD FULLTEXT INDEX more (b)
ALTER TABLE trip ADD SPATIAL INDEX by_place (place)
ALTER TABLE sums ADD INDEX by_double (twice)
CREATE INDEX by_weight ON trip (weight)
CREATE UNIQUE INDEX by_weight ON trip (weight)
CREATE FULLTEXT INDEX by_notes ON trip (notes)
CREATE SPATIAL INDEX by_place ON trip (place)
ALTER TABLE trip DROP INDEX by_code
ALTER TABLE trip DROP INDEX by_code, ADD INDEX by_code (code, weight)
ALTER TABLE trip RENAME INDEX by_code TO by_name
ALTER TABLE stop DROP PRIMARY KEY
ALTER TABLE stop DROP PRIMARY KEY, ADD PRIMARY KEY (id, trip_id)
ALTER TABLE listed ADD PRIMARY KEY (a)
ALTER TABLE listed ADD PRIMARY KEY (b)
ALTER TABLE listed ADD UNIQUE KEY one_b (b)
ALTER TABLE stop ADD CONSTRAINT stop_depot FOREIGN KEY (loose) REFERENCES depot (id)
ALTER TABLE stop DROP FOREIGN KEY stop_trip
ALTER TABLE stop ADD CONSTRAINT loose_ok CHECK (loose > 0)
ALTER TABLE trip DROP CONSTRAINT seats_ok
ALTER TABLE trip RENAME TO journey
ALTER TABLE listed CONVERT TO CHARACTER SET latin1
ALTER TABLE depot CONVERT TO CHARACTER SET latin1
ALTER TABLE depot CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
ALTER TABLE depot CHARACTER SET latin1
ALTER TABLE depot COMMENT = 'where buses sleep'
ALTER TABLE depot AUTO_INCREMENT = 500
ALTER TABLE depot ENGINE = InnoDB
ALTER TABLE depot ENGINE = MyISAM
ALTER TABLE depot FORCE
ALTER TABLE depot ROW_FORMAT = COMPRESSED
ALTER TABLE depot STATS_PERSISTENT = 1
ALTER TABLE route_part ADD COLUMN extra int
ALTER TABLE route_part MODIFY note varchar(40)
ALTER TABLE route_part ADD INDEX by_note (note)
ALTER TABLE trip DROP COLUMN weight, ADD INDEX by_fare (fare)
ALTER TABLE trip ADD COLUMN extra int, MODIFY weight bigint
ALTER TABLE depot DROP COLUMN slots, ADD COLUMN slots bigint
ALTER TABLE sums ADD COLUMN extra int
ALTER TABLE sums ADD COLUMN extra int FIRST
ALTER TABLE sums MODIFY spare int NOT NULL DEFAULT 0
ALTER TABLE sums MODIFY spare int FIRST
ALTER TABLE sums ADD INDEX by_spare (spare)
ALTER TABLE sums DROP COLUMN spare
ALTER TABLE plain_old DROP COLUMN a
ALTER TABLE plain_old ADD INDEX by_a (a)
ALTER TABLE plain_old MODIFY a int NOT NULL
ALTER TABLE plain_old FORCE
ALTER TABLE plain_old ADD COLUMN extra int FIRST
ALTER TABLE depot ADD COLUMN extra datetime NOT NULL DEFAULT CURRENT_TIMESTAMP
ALTER TABLE depot ADD COLUMN extra json
ALTER TABLE depot MODIFY slots smallint, MODIFY town varchar(45) NOT NULL
ALTER TABLE depot ADD INDEX by_town (town), DROP COLUMN slots
ALTER TABLE depot CHANGE town city varchar(40) NOT NULL FIRST
ALTER TABLE sums FORCE
ALTER TABLE sums ADD COLUMN extra int
ALTER TABLE trip ADD COLUMN extra int DEFAULT (5)
ALTER TABLE trip ADD COLUMN extra int DEFAULT -1
ALTER TABLE trip ADD COLUMN extra varchar(40) DEFAULT (concat('a', 'b'))
ALTER TABLE trip ADD COLUMN extra int DEFAULT NULL
ALTER TABLE trip ADD COLUMN extra datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)
ALTER TABLE trip MODIFY label varchar(60) COLLATE utf8mb4_bin DEFAULT 'x' COMMENT 'as printed'
