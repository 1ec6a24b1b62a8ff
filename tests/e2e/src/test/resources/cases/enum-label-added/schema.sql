CREATE TYPE mood AS ENUM ('sad', 'ok');

CREATE TABLE item (id integer PRIMARY KEY, m mood, ms mood[]);
