UPDATE by_text SET v = v + 1000 WHERE v % 3 = 0;
DELETE FROM by_text WHERE v % 10 = 1;

UPDATE by_uuid SET v = v + 1000 WHERE v % 3 = 0;
DELETE FROM by_uuid WHERE v % 10 = 1;

UPDATE by_timestamp SET v = v + 1000 WHERE v % 3 = 0;
DELETE FROM by_timestamp WHERE v % 10 = 1;

UPDATE by_timestamptz SET v = v + 1000 WHERE v % 3 = 0;
DELETE FROM by_timestamptz WHERE v % 10 = 1;

UPDATE by_numeric SET v = v + 1000 WHERE v % 3 = 0;
DELETE FROM by_numeric WHERE v % 10 = 1;

UPDATE by_bigint SET v = v + 1000 WHERE v % 3 = 0;
DELETE FROM by_bigint WHERE v % 10 = 1;

UPDATE by_date SET v = v + 1000 WHERE v % 3 = 0;
DELETE FROM by_date WHERE v % 10 = 1;

UPDATE by_bytea SET v = v + 1000 WHERE v % 3 = 0;
DELETE FROM by_bytea WHERE v % 10 = 1;

UPDATE by_float SET v = v + 1000 WHERE v % 3 = 0;
DELETE FROM by_float WHERE v % 10 = 1;

UPDATE composite SET v = v + 1000 WHERE v % 3 = 0;
DELETE FROM composite WHERE v % 10 = 1;

UPDATE by_index SET v = v + 1000 WHERE v % 3 = 0;
DELETE FROM by_index WHERE v % 10 = 1;
