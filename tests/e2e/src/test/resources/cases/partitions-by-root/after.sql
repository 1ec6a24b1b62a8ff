UPDATE m SET region = 'xx' WHERE region = 'it' AND id < 10;

DELETE FROM m WHERE region = 'jp';

INSERT INTO m_us_2 VALUES (9999, 'us', 'directly');

TRUNCATE bag;

INSERT INTO bag VALUES (1, 'x'), (1, 'x'), (2, 'x');

DELETE FROM bag WHERE ctid = (SELECT ctid FROM bag WHERE a = 1 LIMIT 1) AND tableoid = (SELECT tableoid FROM bag WHERE a = 1 LIMIT 1);

UPDATE child SET t = 'after' WHERE id % 3 = 0;
