BEGIN;
UPDATE seats SET seat = NULL WHERE id = 1;
UPDATE seats SET seat = 'seat 1' WHERE id = 2000;
UPDATE seats SET seat = 'seat 2000' WHERE id = 1;
COMMIT;

BEGIN;
UPDATE seats SET seat = 'free' WHERE id = 1000;
UPDATE seats SET seat = 'seat 1000' WHERE id = 1001;
UPDATE seats SET seat = 'seat 1001' WHERE id = 1000;
COMMIT;

DELETE FROM seats WHERE id = 1500;

INSERT INTO seats VALUES (3000, 'seat 1500', '[15000,15005)');

UPDATE ring SET place = CASE WHEN place = 1000 THEN 1 ELSE place + 1 END;

UPDATE ring SET place = 1001 - place;

UPDATE seats SET slot = NULL WHERE id = 10;

UPDATE seats SET slot = '[100,105)' WHERE id = 20;

UPDATE seats SET slot = '[200,205)' WHERE id = 10;
