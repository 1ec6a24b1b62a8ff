CREATE TABLE grown (id integer PRIMARY KEY, t text, late integer DEFAULT 7);
