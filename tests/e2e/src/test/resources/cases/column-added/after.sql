INSERT INTO grown VALUES (3000, 'new', NULL);

UPDATE grown SET late = id WHERE id % 5 = 0;
