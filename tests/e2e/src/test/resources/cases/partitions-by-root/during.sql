UPDATE m SET region = 'us' WHERE region = 'de' AND id % 2 = 0;

UPDATE m SET id = id + 5000, t = 'moved' WHERE region = 'us' AND id < 50;

CREATE TABLE m_jp PARTITION OF m FOR VALUES IN ('it');

INSERT INTO m SELECT n, 'it', 'new partition' FROM generate_series(1, 50) n;

UPDATE bag SET a = a + 1 WHERE a = 3;

DELETE FROM m_eu WHERE region = 'fr' AND id < 100;

UPDATE parent SET t = 'during' WHERE id % 7 = 0;
