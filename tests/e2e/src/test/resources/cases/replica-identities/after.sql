DELETE FROM whole WHERE t IS NULL;

UPDATE by_other SET id = id + 5000 WHERE id % 9 = 0;

DELETE FROM by_other WHERE id % 11 = 0;

DELETE FROM no_primary WHERE t IS NULL;

UPDATE full_by_index SET a = a + 10 WHERE t IS NULL AND b < 100;

DELETE FROM full_by_index WHERE t = 'x';
