-- A database in lines of text, asked of the catalogs in other words than the copy does it.
SELECT format('%s %s.%s %s %s null=%s def=%s ident=%s gen=%s coll=%s stor=%s comp=%s stat=%s opt=%s acl=%s local=%s',
              'column', c.oid::regclass, a.attname, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum),
              format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
              a.attidentity, a.attgenerated, nullif(a.attcollation, 0)::regcollation, a.attstorage, a.attcompression,
              nullif(a.attstattarget, -1), a.attoptions, a.attacl, a.attislocal)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE c.relkind IN ('r', 'p', 'c') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname = ANY (?)
UNION ALL
SELECT format('relation %s kind=%s opt=%s toast=%s part=%s bound=%s identity=%s rls=%s%s of=%s owner=%s acl=%s', c.oid::regclass,
              c.relkind, c.reloptions, (SELECT t.reloptions FROM pg_class t WHERE t.oid = c.reltoastrelid),
              CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END, pg_get_expr(c.relpartbound, c.oid),
              c.relreplident, c.relrowsecurity, c.relforcerowsecurity, nullif(c.reloftype, 0)::regtype,
              c.relowner::regrole, (SELECT array_agg(replace(x::text, 'xtm/', 'xt/') ORDER BY x::text) FROM unnest(c.relacl) x))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'S') AND n.nspname = ANY (?)
UNION ALL
SELECT format('inherits %s %s', inhrelid::regclass, inhparent::regclass) FROM pg_inherits
UNION ALL
SELECT format('index %s primary=%s unique=%s valid=%s identity=%s clustered=%s parent=%s', pg_get_indexdef(i.indexrelid),
              i.indisprimary, i.indisunique, i.indisvalid, i.indisreplident, i.indisclustered,
              (SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = i.indexrelid))
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ANY (?)
UNION ALL
SELECT format('constraint %s on %s %s %s valid=%s local=%s inherited=%s parent=%s', k.conname, k.conrelid::regclass,
              k.contypid::regtype, pg_get_constraintdef(k.oid), k.convalidated, k.conislocal, k.coninhcount,
              (SELECT conname FROM pg_constraint p WHERE p.oid = k.conparentid))
  FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
 WHERE k.contype NOT IN ('n', 't') AND n.nspname = ANY (?)
   AND NOT EXISTS (SELECT FROM pg_constraint p WHERE p.oid = k.conparentid AND p.conrelid = k.conrelid)
UNION ALL
SELECT format('trigger %s', pg_get_triggerdef(g.oid)) FROM pg_trigger g WHERE NOT g.tgisinternal
UNION ALL
SELECT format('policy %s %s %s %s %s %s %s', polname, polrelid::regclass, polcmd, polpermissive,
              ARRAY(SELECT pg_get_userbyid(u) FROM unnest(polroles) u), pg_get_expr(polqual, polrelid),
              pg_get_expr(polwithcheck, polrelid)) FROM pg_policy
UNION ALL
SELECT format('type %s %s labels=%s base=%s default=%s required=%s range=%s multirange=%s owner=%s acl=%s', t.oid::regtype, t.typtype,
              ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumsortorder),
              format_type(t.typbasetype, t.typtypmod), t.typdefault, t.typnotnull,
              (SELECT r.rngsubtype::regtype FROM pg_range r WHERE r.rngtypid = t.oid),
              (SELECT r.rngmultitypid::regtype FROM pg_range r WHERE r.rngtypid = t.oid),
              t.typowner::regrole, t.typacl)
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE t.typtype IN ('e', 'd', 'r') AND n.nspname = ANY (?)
UNION ALL
SELECT format('sequence %s %s %s %s %s %s %s %s owner=%s %s', s.seqrelid::regclass, s.seqtypid::regtype, s.seqstart, s.seqincrement,
              s.seqmin, s.seqmax, s.seqcache, s.seqcycle, nullif(d.refobjid, 0)::regclass, d.refobjsubid IS NOT NULL)
  FROM pg_sequence s LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype IN ('a', 'i')
       AND d.refobjsubid > 0
UNION ALL
SELECT format('comment %s %s', (pg_identify_object(classoid, objoid, objsubid)).identity, description) FROM pg_description
 WHERE objoid >= 16384 OR objoid = 'public'::regnamespace
UNION ALL
SELECT 'statistics ' || pg_get_statisticsobjdef(oid) FROM pg_statistic_ext
UNION ALL
SELECT format('schema %s owner=%s acl=%s', nspname, nspowner::regrole, nspacl) FROM pg_namespace WHERE nspname = ANY (?)
UNION ALL
SELECT format('extension %s in %s', extname, extnamespace::regnamespace) FROM pg_extension
UNION ALL
SELECT format('collation %s %s %s', oid::regcollation, collprovider, collcollate) FROM pg_collation WHERE oid >= 16384
