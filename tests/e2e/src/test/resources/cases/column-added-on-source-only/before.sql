INSERT INTO grown SELECT n, 't' FROM generate_series(1, 200) n;
