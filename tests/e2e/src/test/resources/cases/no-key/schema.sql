CREATE TABLE keyless (a integer, b text);
INSERT INTO keyless VALUES (1, 'x');
