DELETE FROM t WHERE id % 11 = 0;

ALTER TABLE t REPLICA IDENTITY FULL;

UPDATE t SET id = id + 5000 WHERE note = 'full';

ALTER TABLE t REPLICA IDENTITY USING INDEX t_code_key;

UPDATE t SET code = 'after' || code WHERE note = 'default';
