TRUNCATE m_low;

INSERT INTO m VALUES (1, 'after'), (501, 'after') ON CONFLICT (id) DO UPDATE SET t = 'after';
