CREATE DOMAIN percent AS numeric(5,2);
CREATE TABLE shares (id integer PRIMARY KEY, share percent);
INSERT INTO shares VALUES (1, 5);
