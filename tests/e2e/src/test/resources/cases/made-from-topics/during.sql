INSERT INTO made (note) VALUES ('during');

UPDATE made SET moods = '{glad,NULL}' WHERE id % 3 = 0;

UPDATE parted SET region = 'b' WHERE region = 'a' AND id > 100;
