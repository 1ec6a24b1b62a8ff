INSERT INTO filtered SELECT n, CASE n % 3 WHEN 0 THEN 'secret' WHEN 1 THEN 'open' ELSE 'new' END, 't' FROM generate_series(1, 600) n;
INSERT INTO listed SELECT n, 's' || n, 'h' || n FROM generate_series(1, 400) n;
INSERT INTO both SELECT n, 'a', 'b' FROM generate_series(1, 400) n;
INSERT INTO log SELECT n % 30, 'b' FROM generate_series(1, 300) n;
