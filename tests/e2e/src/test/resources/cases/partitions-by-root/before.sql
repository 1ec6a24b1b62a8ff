INSERT INTO m SELECT n, (ARRAY['de', 'fr', 'us', 'jp', 'br'])[n % 5 + 1], 't' || n FROM generate_series(1, 1000) n;
INSERT INTO bag SELECT n % 20, 't' FROM generate_series(1, 500) n;
INSERT INTO parent SELECT n, 'p' FROM generate_series(1, 300) n;
INSERT INTO child SELECT n + 1000, 'c', 'm' FROM generate_series(1, 300) n;
