UPDATE t SET note = 'full' WHERE id % 3 = 0;

ALTER TABLE t REPLICA IDENTITY DEFAULT;

UPDATE t SET note = 'default' WHERE id % 5 = 0;

UPDATE t SET id = id + 1000 WHERE id % 50 = 1;

ALTER TABLE t REPLICA IDENTITY USING INDEX t_code_key;

UPDATE t SET note = 'index', id = -id WHERE id % 7 = 0;

DELETE FROM t WHERE code LIKE '%9';

ALTER TABLE t REPLICA IDENTITY DEFAULT;

UPDATE t SET code = code || 'x' WHERE id < 0;
