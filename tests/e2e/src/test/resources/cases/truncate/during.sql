UPDATE once SET t = 'during' WHERE id > 2000;

TRUNCATE once;

INSERT INTO once SELECT n, 'new' FROM generate_series(1, 700) n;

BEGIN;
UPDATE twice SET t = 'in the same';
TRUNCATE twice;
INSERT INTO twice SELECT n, 'same' FROM generate_series(1, 150) n;
COMMIT;
