BEGIN;
UPDATE seats SET seat = 'x' WHERE id = 5;
UPDATE seats SET seat = 'seat 5' WHERE id = 6;
UPDATE seats SET seat = 'seat 6' WHERE id = 7;
UPDATE seats SET seat = 'seat 7' WHERE id = 5;
COMMIT;

UPDATE ring SET place = CASE WHEN place = 1 THEN 1000 ELSE place - 1 END;

DELETE FROM seats WHERE id = 3000;

INSERT INTO seats VALUES (1500, 'seat 1500', '[15000,15005)');
