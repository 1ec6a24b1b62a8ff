INSERT INTO public.tills SELECT w, 0 FROM generate_series(1, 64) w;
INSERT INTO trade.customers (email, name, home, phones, credit)
  SELECT 'c' || i || '@example.org', 'Customer ' || i, ROW('Street "' || i || '"', i::text, 'DE')::trade.place,
         ARRAY['+49 ' || i, NULL], i / 7.0
    FROM generate_series(1, ${customers}) i;
UPDATE trade.customers SET friend = 1 + id % 10 WHERE id % 3 = 0;
INSERT INTO trade.products (sku, title, price, allowed)
  SELECT 'SKU-' || i, 'Thing ' || i, 1 + i % 90, trade.price_range(1, 100) FROM generate_series(1, 500) i;
INSERT INTO trade.stock SELECT sku, 1000 FROM trade.products;
INSERT INTO trade.orders (customer, state, total)
  SELECT 1 + i % ${customers}, (enum_range(NULL::trade.order_state))[1 + i % 4], i FROM generate_series(1, ${orders}) i;
INSERT INTO trade.lines
  SELECT o, l, 'SKU-' || 1 + (o + l) % 500, l FROM generate_series(1, ${orders}) o, generate_series(1, 2) l;
INSERT INTO trade.events (at, kind, body)
  SELECT date '2019-06-01' + i % 3000, CASE WHEN i % 2 = 0 THEN 'sale' ELSE 'visit' END, jsonb_build_object('i', i)
    FROM generate_series(1, ${orders}) i;
INSERT INTO trade.bookings (during)
  SELECT tstzrange(timestamptz '2024-01-01 00:00Z' + i * interval '1 hour', timestamptz '2024-01-01 00:30Z' + i * interval '1 hour')
    FROM generate_series(1, 500) i;
INSERT INTO trade.audit SELECT i % 7, 'opened', NULL FROM generate_series(1, 200) i;
INSERT INTO trade.codes SELECT 'code ' || i, 'label', 0 FROM generate_series(1, 100) i;
INSERT INTO trade.documents (body)
  SELECT (SELECT string_agg(md5(i::text || w), '') FROM generate_series(1, 100) w) FROM generate_series(1, 200) i;
INSERT INTO trade.wholes SELECT i, NULL, '' FROM generate_series(1, 100) i;
INSERT INTO trade.devices
  SELECT ('08:00:2b:01:00:' || lpad(to_hex(i), 2, '0'))::macaddr, '10.0.0.1', '10.0.0.0/8', i * interval '1 day 1 second',
         i::bit(8), decode(md5(i::text), 'hex'), point(i, -i), 1.0 / i FROM generate_series(1, 200) i;
INSERT INTO trade.parents SELECT i, 'parent' FROM generate_series(1, 50) i;
INSERT INTO trade.children SELECT i, 'child', 'toy' FROM generate_series(51, 100) i;
INSERT INTO trade.countdown SELECT i, nextval('trade.down') FROM generate_series(1, 20) i;
INSERT INTO "Odd Names"."Käse ""x"".y 🧀" ("sel ect", "ü") SELECT 'from', i FROM generate_series(1, 100) i;
INSERT INTO trade.shipments (customer, order_id, weight) SELECT customer, id, sqrt(id) FROM trade.orders WHERE id % 5 = 0;
INSERT INTO trade.places SELECT i, 'who ' || i FROM generate_series(1, 50) i;
