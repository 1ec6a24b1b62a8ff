INSERT INTO late VALUES (1, NULL), (2, '');

UPDATE nulls SET a = NULL WHERE id % 4 = 0;

UPDATE nulls SET b = 1, c = 'null', d = '{NULL}', e = now(), f = '\x00', g = true, h = 'NaN' WHERE id = 1;

UPDATE nulls SET a = NULL, b = NULL, c = NULL, d = NULL, e = NULL, f = NULL, g = NULL, h = NULL WHERE id = 300;
