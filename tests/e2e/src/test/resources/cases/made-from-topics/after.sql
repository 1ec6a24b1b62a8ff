DELETE FROM made WHERE id = 1;

DELETE FROM parted WHERE id < 10;
