INSERT INTO log (a, b) SELECT 7, 'again' FROM generate_series(1, 5);

UPDATE log SET f = 0 WHERE a = 3;

DELETE FROM log WHERE ctid = (SELECT ctid FROM log WHERE a = 4 LIMIT 1);

UPDATE wide SET t = 'during' WHERE t = 't3';

UPDATE keyed SET t = 'during' WHERE id % 3 = 0;

UPDATE deferred SET id = 301 - id;
