CREATE TABLE once (id integer PRIMARY KEY, t text);
CREATE TABLE twice (id integer PRIMARY KEY, t text);
CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE child (id integer PRIMARY KEY, parent integer REFERENCES parent);
