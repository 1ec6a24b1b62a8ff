UPDATE whole SET t = 'during' WHERE id > 300;

UPDATE whole SET id = id + 1000 WHERE id % 10 = 0;

UPDATE by_other SET t = 'during' WHERE id > 300;

UPDATE by_other SET code = code || 'x' WHERE id % 10 = 0;

UPDATE no_primary SET code = code || 'x', t = NULL WHERE code LIKE '%7';

UPDATE full_by_index SET t = 'x' WHERE a = 3;
