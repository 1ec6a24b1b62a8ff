INSERT INTO always (t) SELECT 'a' FROM generate_series(1, 300);
INSERT INTO by_default (t) SELECT 'b' FROM generate_series(1, 300);
INSERT INTO side (id, t) SELECT n, 's' FROM generate_series(1, 300) n;
INSERT INTO generated (a) SELECT n FROM generate_series(1, 300) n;
