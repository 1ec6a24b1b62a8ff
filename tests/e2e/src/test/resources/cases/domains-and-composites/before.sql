INSERT INTO places VALUES
  (1, 99.99, '', ROW('Main "St"', 1, '{a,"b,c"}'), ARRAY[ROW('x', NULL, NULL)::kinds.address, NULL], '{1.00,NULL}'),
  (2, NULL, E'a\\b\n', ROW(NULL, NULL, NULL), '{}', NULL),
  (3, 0, 'NULL', NULL, NULL, '{}');
