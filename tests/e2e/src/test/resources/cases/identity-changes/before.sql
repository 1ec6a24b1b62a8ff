INSERT INTO t SELECT n, 'c' || (1000 - n), 'before', repeat(md5(n::text), 100) FROM generate_series(1, 600) n;
