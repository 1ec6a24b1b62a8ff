BEGIN;
INSERT INTO customers (email) VALUES ('never@example.org');
ROLLBACK;

UPDATE customers SET email = upper(email) WHERE id > 1990;

DELETE FROM lines USING orders WHERE id = "order" AND customer > 1900;
DELETE FROM orders WHERE customer > 1900;
