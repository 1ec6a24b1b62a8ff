UPDATE moved SET id = id + 10000 WHERE id BETWEEN 2500 AND 2600;

UPDATE moved SET n = -n WHERE id > 2000;

UPDATE moved SET id = -id WHERE id BETWEEN 2700 AND 2800;

UPDATE moved SET id = id + 20000 WHERE id BETWEEN 1 AND 100;

BEGIN;

UPDATE moved SET id = 0 WHERE id = 1500;

UPDATE moved SET id = 1500 WHERE id = 1501;

UPDATE moved SET id = 1501 WHERE id = 0;

COMMIT;

UPDATE moved SET id = id + 10000 WHERE id BETWEEN 10000 AND 20000;

UPDATE moved SET id = id - 20000, n = 7 WHERE id BETWEEN 20001 AND 20050;

DELETE FROM moved WHERE id BETWEEN 2900 AND 2950;

INSERT INTO moved SELECT n, 0, 'again' FROM generate_series(2900, 2910) n;

UPDATE composite SET b = b || '!' WHERE a % 2 = 0;

UPDATE composite SET a = a + 100 WHERE b LIKE '%!' AND a > 25;
