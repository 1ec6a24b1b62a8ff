INSERT INTO item SELECT i, 'sad', '{ok,NULL}' FROM generate_series(1, 500) i;
