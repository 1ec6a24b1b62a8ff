UPDATE "my.schema"."a.b" SET "we ird" = 'y' WHERE "i.d" % 2 = 0;
DELETE FROM "my.schema"."a.b" WHERE "i.d" = 7;

UPDATE "Größe 😀"."täble 😀" SET "?" = '!', "$1" = NULL WHERE "😀" % 2 = 0;

UPDATE twins SET a = "A";

UPDATE "Twins" SET "A" = a WHERE id = 1;
