UPDATE customers SET email = 'spoilt' WHERE id = 1;
DELETE FROM customers WHERE id = 2;
INSERT INTO customers (id, email) VALUES (-1, 'spoilt');

UPDATE lines SET price = NULL WHERE line = 2 AND price < 100;
