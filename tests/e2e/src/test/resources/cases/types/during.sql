INSERT INTO numbers SELECT id + 100, i2, i4, i8, r, d, n, n2, nn, m, o, b FROM numbers WHERE id < 100;

INSERT INTO texts SELECT id + 100, t, v, c, n, by, j, jb, x, u FROM texts WHERE id < 100;

INSERT INTO times SELECT id + 100, d, t, t0, tz, ts, ts3, tstz, i FROM times WHERE id < 100;

INSERT INTO arrays SELECT id + 100, i, t, n, u, m, ts, b, bo, j, d, f FROM arrays WHERE id < 100;

INSERT INTO others SELECT id + 100, m, ip, net, mac, bit, vb, p, bx, pl, ir, tr, mr, tv, tq, lsn FROM others WHERE id < 100;
