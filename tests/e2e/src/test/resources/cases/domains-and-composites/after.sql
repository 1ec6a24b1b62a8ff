UPDATE places SET a = ROW('',0,'{}'), p = 12.5 WHERE id > 10;
