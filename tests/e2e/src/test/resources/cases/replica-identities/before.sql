INSERT INTO whole SELECT n, NULLIF(n % 5, 0), repeat(md5(n::text), 100) FROM generate_series(1, 800) n;
INSERT INTO by_other SELECT n, 'c' || n, 't', repeat(md5(n::text), 100) FROM generate_series(1, 800) n;
INSERT INTO no_primary SELECT 'c' || n, 't' FROM generate_series(1, 300) n;
INSERT INTO full_by_index SELECT n % 7, n, NULL FROM generate_series(1, 300) n;
