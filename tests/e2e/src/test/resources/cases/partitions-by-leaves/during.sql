UPDATE m SET id = id + 600 WHERE id BETWEEN 450 AND 499;

UPDATE m SET t = 'during' WHERE id % 10 = 0;
