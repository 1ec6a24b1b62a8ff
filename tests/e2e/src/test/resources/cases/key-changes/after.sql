UPDATE moved SET id = id + 100000 WHERE id % 3 = 0;

UPDATE moved SET n = n + 1 WHERE id % 5 = 0;

UPDATE composite SET b = 'z' || b, a = -a;
