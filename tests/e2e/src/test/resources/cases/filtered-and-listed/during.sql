UPDATE filtered SET kind = 'secret' WHERE id % 10 = 1;

UPDATE filtered SET kind = 'shown', t = 'during' WHERE kind = 'secret' AND id > 500;

UPDATE listed SET hidden = 'during', shown = 'during' WHERE id % 7 = 0;

DELETE FROM both WHERE id % 5 = 0;

UPDATE log SET a = a + 10 WHERE a < 5;

UPDATE log SET a = 0 WHERE a = 25;
