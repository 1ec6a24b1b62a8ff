INSERT INTO made (share, pair) SELECT n % 100, ROW(n % 100, 'glad')::kinds.pair FROM generate_series(1, 250) n;
INSERT INTO parted SELECT n, chr(97 + n % 3), 'v' FROM generate_series(1, 250) n;
