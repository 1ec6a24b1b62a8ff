DELETE FROM gone;

UPDATE only_a_key SET id = id + 5 WHERE id > 5;

UPDATE nulls SET a = '' WHERE id % 2 = 0;
