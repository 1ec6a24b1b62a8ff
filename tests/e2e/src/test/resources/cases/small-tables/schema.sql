CREATE TABLE nothing (id integer PRIMARY KEY, t text);
CREATE TABLE one (id integer PRIMARY KEY, t text);
CREATE TABLE late (id integer PRIMARY KEY, t text);
CREATE TABLE gone (id integer PRIMARY KEY, t text);
CREATE TABLE exactly_one_chunk (id integer PRIMARY KEY);
CREATE TABLE one_more_than_a_chunk (id integer PRIMARY KEY);
CREATE TABLE only_a_key (id integer PRIMARY KEY);
CREATE TABLE nulls (id integer PRIMARY KEY, a text, b integer, c jsonb, d integer[], e timestamptz, f bytea, g boolean, h numeric);
