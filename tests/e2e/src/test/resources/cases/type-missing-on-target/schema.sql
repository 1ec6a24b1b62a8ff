CREATE EXTENSION citext;
CREATE TABLE names (id integer PRIMARY KEY, name citext);
INSERT INTO names VALUES (1, 'x');
