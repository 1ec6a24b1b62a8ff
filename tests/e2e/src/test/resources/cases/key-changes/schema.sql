CREATE TABLE moved (id integer PRIMARY KEY, n integer NOT NULL, big text NOT NULL);
ALTER TABLE moved ALTER big SET STORAGE EXTERNAL;
CREATE TABLE composite (a integer, b text, big text NOT NULL, PRIMARY KEY (a, b));
ALTER TABLE composite ALTER big SET STORAGE EXTERNAL;
