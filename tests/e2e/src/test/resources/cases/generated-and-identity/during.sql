INSERT INTO always (t) VALUES ('during');

UPDATE always SET id = DEFAULT WHERE id = 5;

UPDATE by_default SET id = id + 1 WHERE id % 3 = 0;

UPDATE side SET t = 'during' WHERE id > 100;

UPDATE generated SET a = a + 1 WHERE id > 100;
