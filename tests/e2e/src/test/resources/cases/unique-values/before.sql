INSERT INTO seats SELECT n, 'seat ' || n, int4range(n * 10, n * 10 + 5) FROM generate_series(1, 2000) n;
INSERT INTO ring SELECT n, n FROM generate_series(1, 1000) n;
