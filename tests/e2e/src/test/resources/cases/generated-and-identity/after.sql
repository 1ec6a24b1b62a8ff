DELETE FROM always WHERE id < 4;

UPDATE side SET t = NULL WHERE id < 10;

UPDATE generated SET t = 'x', a = NULL WHERE id < 10;
