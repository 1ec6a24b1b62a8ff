ALTER TABLE grown ADD COLUMN late integer DEFAULT 7;

UPDATE grown SET late = 8 WHERE id = 3;
