INSERT INTO log SELECT n % 50, NULLIF(n % 4, 0)::text, '{"a": 1,  "a": 2}', '<a>x</a>', point(n % 3, 1), CASE n % 2 WHEN 0 THEN '-0'::float8 ELSE 0 END, CASE n % 3 WHEN 0 THEN 1.0 ELSE 1.00 END, 'ab' FROM generate_series(1, 3000) n;
INSERT INTO wide SELECT 't' || n % 20, repeat(md5((n % 40)::text), 200) FROM generate_series(1, 200) n;
INSERT INTO deferred SELECT n, 't' || n FROM generate_series(1, 300) n;
INSERT INTO keyed SELECT n, 't' FROM generate_series(1, 2000) n;
