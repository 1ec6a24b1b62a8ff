CREATE TABLE yolos (id serial PRIMARY KEY);
CREATE TABLE left_out (id serial PRIMARY KEY);
CREATE PUBLICATION pub_on_yolos FOR TABLE yolos;
