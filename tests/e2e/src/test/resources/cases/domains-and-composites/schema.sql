CREATE SCHEMA kinds;
CREATE DOMAIN kinds.percent AS numeric(5,2) CHECK (VALUE BETWEEN 0 AND 100);
CREATE DOMAIN kinds.code AS text;
CREATE TYPE kinds.address AS (street text, number integer, codes kinds.code[]);
CREATE TABLE places (id integer PRIMARY KEY, p kinds.percent, c kinds.code NOT NULL, a kinds.address, aa kinds.address[], pp kinds.percent[]);
