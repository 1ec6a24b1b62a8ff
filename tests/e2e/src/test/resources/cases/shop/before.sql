INSERT INTO customers (email, credit) SELECT 'c' || n || '@example.org', n / 7.0 FROM generate_series(1, 2000) n;

INSERT INTO orders (customer) SELECT n FROM generate_series(1, 2000) n;

INSERT INTO lines SELECT id, line, 'sku-' || line, customer * line FROM orders, generate_series(1, 3) line;
