INSERT INTO customers (email) VALUES ('late@example.org');
INSERT INTO orders (customer, status) VALUES (currval('customers_id_seq'), 'paid');

UPDATE customers SET credit = credit + 1 WHERE id % 2 = 0;

UPDATE orders SET status = 'shipped' WHERE customer % 3 = 0;

DELETE FROM lines WHERE line = 3 AND price > 3000;

DELETE FROM lines WHERE price BETWEEN 500 AND 600;
