INSERT INTO one VALUES (-5, 'only');
INSERT INTO gone VALUES (1, 'soon');
INSERT INTO exactly_one_chunk SELECT generate_series(1, 100);
INSERT INTO one_more_than_a_chunk SELECT generate_series(1, 101);
INSERT INTO only_a_key SELECT generate_series(1, 10);
INSERT INTO nulls SELECT n FROM generate_series(1, 250) n;
INSERT INTO nulls VALUES (300, '', 0, '{}', '{}', 'epoch', '', false, 0);
