CREATE TABLE seats (id integer PRIMARY KEY, seat text UNIQUE, slot int4range, EXCLUDE USING gist (slot WITH &&));
CREATE TABLE ring (id integer PRIMARY KEY, place integer NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED);
