INSERT INTO moved SELECT n, n, repeat(md5(n::text), 100) FROM generate_series(1, 3000) n;
INSERT INTO composite SELECT n % 50, 'b' || n, repeat(md5(n::text), 100) FROM generate_series(1, 500) n;
