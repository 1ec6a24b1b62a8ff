UPDATE item SET m = 'ok' WHERE id % 7 = 0;

ALTER TYPE mood ADD VALUE 'so, so' BEFORE 'ok';

UPDATE item SET m = 'so, so' WHERE id % 5 = 0;

INSERT INTO item SELECT i, 'so, so', '{"so, so"}' FROM generate_series(501, 600) i;
