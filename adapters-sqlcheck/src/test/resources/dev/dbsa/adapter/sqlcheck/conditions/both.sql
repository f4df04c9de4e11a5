CREATE TABLE shelf (id int PRIMARY KEY, room varchar(10) NOT NULL)
CREATE TABLE book (id int PRIMARY KEY, shelf_id int NOT NULL, pages smallint NOT NULL, title varchar(20) NOT NULL, note varchar(20), price decimal(6,2) NOT NULL, lent_to int, FOREIGN KEY (shelf_id) REFERENCES shelf (id), FOREIGN KEY (lent_to) REFERENCES shelf (id))
CREATE TABLE banned (book bigint, reason varchar(20))
INSERT INTO shelf VALUES (1, 'north'), (2, 'south')
INSERT INTO book VALUES (1, 1, 10, 'one', NULL, 1.5, NULL), (2, 1, 20, 'two', 'x', 2.5, 1), (3, 2, 30, 'three', 'y', 3.5, 2)
INSERT INTO banned VALUES (2, 'r'), (NULL, 's')

1 = 1
'a' = 'a'
2 > 1 AND length('x') = 1
NOT (1 = 2)
id = id
id + 0 = id + 0
id IS NOT NULL
note IS NULL OR note IS NOT NULL
note = 'x' OR note <> 'x'
note = 'x' OR note <> 'x' OR note IS NULL
id > 0 OR id <= 0
id > 1 OR id < 3
id > 1 OR id < 1
id IN (1, 2, 3, id)
1 IN (1, 2)
coalesce(1, 0) = 1
coalesce(note, 'z') IS NOT NULL
coalesce(note, title) IS NOT NULL
coalesce(note, 'z') = 'z'
id BETWEEN -2147483648 AND 2147483647
id NOT BETWEEN 5000000000 AND 6000000000
pages BETWEEN -32768 AND 32767
pages < 40000
pages <> 40000
pages >= -32768 AND title = 'one'
price < 10000
price < 3
length(title) >= 0
char_length(title) <= 20
char_length(title) <= 3
length(note) >= 0
length(note) >= 0 OR note IS NULL
abs(id) >= 0
abs(id - 2) > 0
title LIKE '%'
note LIKE '%'
title NOT LIKE 'x%'
title >= ''
note >= ''
CASE WHEN note IS NULL THEN 1 ELSE 1 END = 1
CASE WHEN note IS NULL THEN 1 ELSE 2 END = 1
EXISTS (SELECT 1)
EXISTS (SELECT 1 FROM shelf)
EXISTS (SELECT 1 FROM shelf WHERE id = 7)
EXISTS (SELECT count(*) FROM shelf WHERE id = 7)
NOT EXISTS (SELECT 1 FROM shelf WHERE id = 7)
NOT EXISTS (SELECT 1 FROM shelf WHERE 1 = 0)
EXISTS (SELECT book.id FROM banned WHERE reason = 'r')
EXISTS (SELECT 1 FROM banned WHERE banned.book = book.id)
EXISTS (SELECT 1 FROM shelf s WHERE s.id = book.shelf_id)
EXISTS (SELECT 1 FROM shelf s WHERE s.id = book.lent_to)
EXISTS (SELECT 1 FROM shelf s WHERE s.id = book.shelf_id AND s.room = 'north')
shelf_id IN (SELECT id FROM shelf)
shelf_id = ANY (SELECT id FROM shelf)
shelf_id IN (SELECT s.id FROM shelf s WHERE s.room = 'north')
lent_to IN (SELECT id FROM shelf)
id IN (SELECT shelf_id FROM shelf)
id = (SELECT id)
(SELECT count(*) FROM shelf) > 0
(SELECT count(*) FROM shelf) >= 0
(SELECT max(id) FROM shelf) = 2
id = (SELECT max(id) FROM shelf)
id > 0 AND (1 = 1 OR title = 'one')
id = 1 AND 1 = 1
id = 1 OR title = 'two'
id <> 7
1 = 0 OR id = 2
NULL IS NULL
NOT (note IS NULL AND note IS NOT NULL)
