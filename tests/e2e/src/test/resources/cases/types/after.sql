UPDATE numbers SET i2 = NULL, r = -r, d = r WHERE id > 100;

UPDATE texts SET u = NULL, v = '' WHERE id > 100;

UPDATE times SET t = '24:00', i = '-00:00:00.000001' WHERE id > 100;

UPDATE arrays SET i = '{{NULL}}', t = '{"\""}' WHERE id > 100;

UPDATE others SET m = 'ok', vb = B'0' WHERE id > 100;
