UPDATE grown SET t = 'before the column' WHERE id % 2 = 0;

ALTER TABLE grown ADD COLUMN late integer DEFAULT 7;

UPDATE grown SET late = 8, t = 'after it' WHERE id % 3 = 0;
