UPDATE filtered SET kind = 'secret' WHERE kind = 'open' AND id < 100;

UPDATE filtered SET kind = 'open' WHERE kind = 'secret' AND id BETWEEN 200 AND 300;

INSERT INTO filtered VALUES (1000, 'secret', 'x'), (1001, 'open', 'x');

UPDATE both SET b = 'after', a = 'after' WHERE id > 100;

INSERT INTO listed VALUES (1000, NULL, 'x');

DELETE FROM log WHERE a IN (0, 12);
