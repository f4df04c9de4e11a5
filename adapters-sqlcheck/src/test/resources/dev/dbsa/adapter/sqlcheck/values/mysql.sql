CREATE TABLE guest (id int AUTO_INCREMENT PRIMARY KEY, name varchar(10) NOT NULL, code char(3), nick varchar(20) NOT NULL DEFAULT 'none', age tinyint, height smallint unsigned, price decimal(5, 2), born date, seen datetime, stamp timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, mood enum('calm', 'angry') NOT NULL, tags set('a', 'b'), loud varchar(20) GENERATED ALWAYS AS (upper(name)) STORED, active tinyint(1) NOT NULL, tiny tinytext, bits bit(4), made year, share float, clock time)
CREATE TABLE stay (guest int NOT NULL, room int NOT NULL, night date NOT NULL, note text, PRIMARY KEY (guest, night), UNIQUE KEY one_room (room, night))
CREATE TABLE filled (id int PRIMARY KEY, label varchar(10) NOT NULL, memo text NOT NULL)
CREATE TRIGGER filling BEFORE INSERT ON filled FOR EACH ROW SET NEW.label = coalesce(NEW.label, 'x'), NEW.memo = 'm'
CREATE VIEW plain_guest AS SELECT id, name, mood, active FROM guest
CREATE VIEW counted AS SELECT mood, count(*) AS guests FROM guest GROUP BY mood
CREATE VIEW named AS SELECT DISTINCT name FROM guest
CREATE VIEW mixed AS SELECT id, name, upper(name) AS shout, active FROM guest
INSERT INTO guest (name, active, mood) VALUES ('Ada', 1, 'calm')
INSERT INTO stay VALUES (1, 7, '2026-01-01', 'quiet')
INSERT INTO filled VALUES (1, 'one', 'm')
CREATE TABLE vacant (id int PRIMARY KEY, label varchar(5) NOT NULL)
ANALYZE TABLE guest, stay, filled, vacant

INSERT INTO guest (name, active) VALUES ('Bob', 1)
INSERT INTO guest (name) VALUES ('Bob')
INSERT INTO guest (active) VALUES (1)
INSERT INTO guest () VALUES ()
INSERT INTO guest SET name = 'Bob', active = 1
INSERT INTO guest SET name = 'Bob'
INSERT INTO guest SET name = NULL, active = 1
INSERT INTO guest (name, active) VALUES (NULL, 1)
INSERT INTO guest (name, active) VALUES ('Bob', NULL)
INSERT INTO guest (name, active) VALUES ('Bob', DEFAULT)
INSERT INTO guest (name, active, nick) VALUES ('Bob', 1, DEFAULT)
INSERT INTO guest (name, active, nick) VALUES ('Bob', 1, NULL)
INSERT INTO guest (name, active) VALUES ('Bob', 1), ('Cy', NULL)
INSERT IGNORE INTO guest (name, active) VALUES (NULL, 1)
INSERT IGNORE INTO guest (name) VALUES ('Bartholomew')
INSERT INTO guest (name, active) VALUES (NULL, 1) ON DUPLICATE KEY UPDATE active = 1
REPLACE INTO guest (name, active) VALUES (NULL, 1)
INSERT INTO guest (id, name, active) VALUES (9, 'Bob', 1)
INSERT INTO guest (id, name, active) VALUES (NULL, 'Bob', 1)
INSERT INTO guest (id, name, active) VALUES (DEFAULT, 'Bob', 1)
INSERT INTO guest (loud, name, active) VALUES ('BOB', 'Bob', 1)
INSERT INTO guest (loud, name, active) VALUES (DEFAULT, 'Bob', 1)
INSERT INTO guest (loud, name, active) VALUES (NULL, 'Bob', 1)
INSERT INTO guest (loud, name, active) SELECT 'BOB', 'Bob', 1 -- hangs on the rows
INSERT INTO guest (name, active) VALUES ('Bartholomew', 1)
INSERT INTO guest (name, active) VALUES ('Bob                ', 1)
INSERT INTO guest (name, active) VALUES ('0123456789', 1)
INSERT INTO guest (name, active) VALUES ('ÄÖÜäöüßéèê', 1)
INSERT INTO guest (name, active, code) VALUES ('Bob', 1, 'abcd')
INSERT INTO guest (name, active, code) VALUES ('Bob', 1, 'abc  ')
INSERT INTO guest (name, active, code) VALUES ('Bob', 1, 12345)
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, 127)
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, 128)
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, -128)
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, -129)
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, 127.4)
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, 127.5)
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, '12')
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, '128')
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, '12x')
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, 'abc')
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, '')
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, ' 12 ')
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, TRUE)
INSERT INTO guest (name, active, height) VALUES ('Bob', 1, 65535)
INSERT INTO guest (name, active, height) VALUES ('Bob', 1, 65536)
INSERT INTO guest (name, active, height) VALUES ('Bob', 1, -1)
INSERT INTO guest (name, active, price) VALUES ('Bob', 1, 999.99)
INSERT INTO guest (name, active, price) VALUES ('Bob', 1, 999.994)
INSERT INTO guest (name, active, price) VALUES ('Bob', 1, 999.995)
INSERT INTO guest (name, active, price) VALUES ('Bob', 1, 1000)
INSERT INTO guest (name, active, price) VALUES ('Bob', 1, '1000')
INSERT INTO guest (name, active, price) VALUES ('Bob', 1, '1.23456')
INSERT INTO guest (name, active, price) VALUES ('Bob', 1, 'dear')
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, '2026-02-30')
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, '2026-02-28')
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, '0000-00-00')
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, '2026-00-10')
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, '28.02.2026')
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, 'soon')
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, '2026-2-8')
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, '20260228')
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, 20260228)
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, '2026-02-28 10:00:00')
INSERT INTO guest (name, active, seen) VALUES ('Bob', 1, '2026-13-01 00:00:00')
INSERT INTO guest (name, active, seen) VALUES ('Bob', 1, '2026-12-01 25:00:00')
INSERT INTO guest (name, active, seen) VALUES ('Bob', 1, '2026-12-01 23:00:00')
INSERT INTO guest (name, active, seen) VALUES ('Bob', 1, '2026-12-01')
INSERT INTO guest (name, active, seen) VALUES ('Bob', 1, '2026-12-01T23:00:00')
INSERT INTO guest (name, active, stamp) VALUES ('Bob', 1, NULL)
INSERT INTO guest (name, active, mood) VALUES ('Bob', 1, 'happy')
INSERT INTO guest (name, active, mood) VALUES ('Bob', 1, 'CALM')
INSERT INTO guest (name, active, mood) VALUES ('Bob', 1, 'calm ')
INSERT INTO guest (name, active, mood) VALUES ('Bob', 1, '')
INSERT INTO guest (name, active, mood) VALUES ('Bob', 1, 2)
INSERT INTO guest (name, active, mood) VALUES ('Bob', 1, 3)
INSERT INTO guest (name, active, mood) VALUES ('Bob', 1, '2')
INSERT INTO guest (name, active, tags) VALUES ('Bob', 1, 'a,b')
INSERT INTO guest (name, active, tags) VALUES ('Bob', 1, 'a,c')
INSERT INTO guest (name, active, tags) VALUES ('Bob', 1, '')
INSERT INTO guest (name, active, bits) VALUES ('Bob', 1, 15)
INSERT INTO guest (name, active, bits) VALUES ('Bob', 1, 16)
INSERT INTO guest (name, active, made) VALUES ('Bob', 1, 2026)
INSERT INTO guest (name, active, made) VALUES ('Bob', 1, 2200)
INSERT INTO guest (name, active, made) VALUES ('Bob', 1, 1800)
INSERT INTO guest (name, active, clock) VALUES ('Bob', 1, '10:00:00')
INSERT INTO guest (name, active, clock) VALUES ('Bob', 1, '10:60:00')
INSERT INTO guest (name, active, clock) VALUES ('Bob', 1, 'noon')
UPDATE guest SET name = NULL
UPDATE vacant SET label = NULL
UPDATE vacant SET label = 'Bartholomew'
INSERT INTO vacant VALUES (1, NULL)
UPDATE guest SET name = 'Bartholomew'
UPDATE guest SET name = 'Al' WHERE id = 1
UPDATE IGNORE guest SET name = 'Bartholomew'
UPDATE guest SET age = 400 WHERE id = 1
UPDATE guest SET loud = 'ADA' -- hangs on the rows
UPDATE guest SET loud = DEFAULT
UPDATE guest SET id = 5
UPDATE guest SET mood = 'happy'
UPDATE guest SET born = '2026-02-30'
INSERT INTO stay (guest, room) VALUES (1, 8)
INSERT INTO filled (id) VALUES (2)
INSERT INTO filled (id, label, memo) VALUES (2, NULL, NULL)
INSERT INTO filled (label) VALUES ('x') -- hangs on the trigger
INSERT INTO plain_guest (name, active) VALUES ('Bob', 1)
INSERT INTO counted VALUES ('calm', 1)
UPDATE counted SET guests = 1
DELETE FROM counted
INSERT INTO named VALUES ('x')
DELETE FROM named
UPDATE mixed SET name = 'Al'
UPDATE mixed SET shout = 'AL'
INSERT INTO mixed (name, active) VALUES ('a', 1)
DELETE FROM mixed
DELETE FROM guest WHERE id IN (SELECT id FROM guest)
DELETE FROM guest WHERE id IN (SELECT id FROM (SELECT id FROM guest) AS g)
DELETE FROM guest WHERE id IN (SELECT guest FROM stay)
DELETE g FROM guest g WHERE g.id IN (SELECT id FROM guest)
UPDATE guest SET age = (SELECT max(age) FROM guest)
UPDATE guest SET age = (SELECT max(m) FROM (SELECT max(age) AS m FROM guest) AS g)
UPDATE guest SET age = 1 WHERE id = (SELECT max(id) FROM guest)
UPDATE guest SET age = 1 WHERE EXISTS (SELECT 1 FROM guest x WHERE x.age = guest.age)
UPDATE guest g JOIN stay s ON s.guest = g.id SET g.age = (SELECT max(age) FROM guest)
UPDATE guest g JOIN (SELECT max(id) AS id FROM guest) m ON m.id = g.id SET g.age = 1
UPDATE guest SET age = 1 WHERE id IN (SELECT guest FROM stay WHERE room IN (SELECT id FROM guest))
INSERT INTO guest (name, active) SELECT name, active FROM guest
INSERT INTO guest (name, active) VALUES ((SELECT max(nick) FROM guest), 1)
INSERT INTO stay SET guest = (SELECT max(guest) + 1 FROM stay), room = 9, night = '2026-03-03'
REPLACE INTO stay SELECT guest + 1, room + 1, night, note FROM stay
INSERT INTO guest (name, active) SELECT NULL, 1 FROM stay
INSERT INTO guest (name) SELECT note FROM stay
INSERT INTO guest (name, active) SELECT note, room FROM stay
INSERT INTO guest (name, active, bits) VALUES ('Bob', 1, 'a')
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, 20240230)
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, 20240229)
INSERT INTO guest (name, active, born) VALUES ('Bob', 1, 5)
INSERT INTO guest (name, active, seen) VALUES ('Bob', 1, 20240101250000)
INSERT INTO guest (name, active, clock) VALUES ('Bob', 1, 991)
INSERT INTO guest (name, active, clock) VALUES ('Bob', 1, 10203)
INSERT INTO guest (name, active, height) VALUES ('Bob', 1, -0.4)
INSERT INTO guest (name, active, height) VALUES ('Bob', 1, '-0.4')
INSERT INTO guest (name, active, code) VALUES ('Bob', 1, -123)
INSERT INTO guest (name, active, age) VALUES ('Bob', 1, TRUE)
