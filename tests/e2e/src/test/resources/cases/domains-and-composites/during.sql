INSERT INTO places SELECT id + 10, p, c, a, aa, pp FROM places;
