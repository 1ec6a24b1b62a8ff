UPDATE "my.schema"."a b" SET "from" = 'here', "select" = 2;

UPDATE "my.schema"."qu""ote" SET "it's" = NULL;

DELETE FROM "TWINS" WHERE "ID" = 1;

UPDATE "order" SET "user" = 2 WHERE "table" = 'b';

UPDATE "back\slash" SET "\" = '\\';

UPDATE "dash-2d" SET op = 'd', before = after;

INSERT INTO "${name}" VALUES (2);

INSERT INTO a_name_of_sixty_three_bytes_is_the_longest_that_a_server_allows VALUES (2);
