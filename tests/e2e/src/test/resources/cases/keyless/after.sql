DELETE FROM log WHERE ctid IN (SELECT ctid FROM log WHERE a = 7 AND b = 'again' LIMIT 2);

UPDATE log SET n = 1.000 WHERE ctid IN (SELECT ctid FROM log WHERE n::text = '1.0' LIMIT 20);

UPDATE log SET b = NULL, j = NULL, x = NULL, p = NULL WHERE a = 9;

INSERT INTO log (a, c) VALUES (1, ''), (1, NULL), (1, '');

DELETE FROM log WHERE a = 1 AND c IS NULL;

INSERT INTO nothing VALUES (1), (1), (NULL), (NULL);

DELETE FROM nothing WHERE ctid = (SELECT ctid FROM nothing WHERE a IS NULL LIMIT 1);

UPDATE wide SET t = 'after' WHERE t = 't5';

TRUNCATE deferred;

INSERT INTO deferred VALUES (1, 'after');
