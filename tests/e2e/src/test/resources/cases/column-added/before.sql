INSERT INTO grown SELECT n, 't' FROM generate_series(1, 2000) n;
