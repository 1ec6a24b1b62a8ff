CREATE TABLE grown (id integer PRIMARY KEY, t text);
