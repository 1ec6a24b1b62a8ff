INSERT INTO yolos SELECT nextval('yolos_id_seq') FROM generate_series(1, 100);

DELETE FROM yolos WHERE id % 10 = 0;

UPDATE yolos SET id = -id WHERE id % 10 = 1;
