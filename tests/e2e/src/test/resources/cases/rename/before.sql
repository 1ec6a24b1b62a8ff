INSERT INTO yolos SELECT generate_series(1, 2000);
SELECT setval('yolos_id_seq', 2000);
INSERT INTO left_out VALUES (1);
