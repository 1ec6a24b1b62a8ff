INSERT INTO m SELECT n, 't' FROM generate_series(1, 1000) n;
