INSERT INTO once SELECT n, 'before' FROM generate_series(1, 3000) n;
INSERT INTO twice SELECT n, 'before' FROM generate_series(1, 3000) n;
INSERT INTO parent SELECT generate_series(1, 500);
INSERT INTO child SELECT n, n FROM generate_series(1, 500) n;
