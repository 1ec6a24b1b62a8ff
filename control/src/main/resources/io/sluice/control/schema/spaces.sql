-- The schemas of all that the tables are made of.
SELECT nspname FROM mapped
UNION
SELECT n.nspname
  FROM pg_namespace n
 WHERE n.nspname NOT LIKE 'pg\_%' AND n.oid IN (
   SELECT t.typnamespace FROM made m JOIN pg_type t ON t.oid = m.oid
   UNION
   SELECT c.relnamespace FROM sequences s JOIN pg_class c ON c.oid = s.oid
   UNION
   SELECT c.collnamespace FROM pg_collation c
    WHERE c.oid >= 16384
      AND ('pg_collation'::regclass, c.oid) NOT IN (SELECT classid, objid FROM members)
      AND (c.oid IN (SELECT a.attcollation FROM pg_attribute a JOIN picked p ON p.oid = a.attrelid)
           OR c.oid IN (SELECT t.typcollation FROM made m JOIN pg_type t ON t.oid = m.oid)))
 ORDER BY 1
