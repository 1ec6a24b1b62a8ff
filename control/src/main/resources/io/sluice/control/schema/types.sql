SELECT 'TYPE', format_type(t.oid, NULL), true, NULL,
       CASE t.typtype
       WHEN 'e' THEN
         ARRAY[format('CREATE TYPE %s AS ENUM (%s)', format_type(t.oid, NULL),
           (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
              FROM pg_enum WHERE enumtypid = t.oid))]
       WHEN 'd' THEN
         ARRAY[format('CREATE DOMAIN %s AS %s', format_type(t.oid, NULL),
                      format_type(t.typbasetype, t.typtypmod))
           || coalesce((SELECT format(' COLLATE %I.%I', n.nspname, c.collname)
                          FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
                          JOIN pg_type b ON b.oid = t.typbasetype
                         WHERE c.oid = t.typcollation AND c.oid <> b.typcollation), '')
           || coalesce(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0), '')
           || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
           || coalesce((SELECT string_agg(format(' CONSTRAINT %I %s', conname,
                                                 pg_get_constraintdef(oid)), '' ORDER BY conname)
                          FROM pg_constraint
                         WHERE contypid = t.oid AND contype = 'c' AND convalidated), '')]
         || ARRAY(SELECT format('ALTER DOMAIN %s ADD CONSTRAINT %I %s', format_type(t.oid, NULL),
                                conname, pg_get_constraintdef(oid))
                    FROM pg_constraint
                   WHERE contypid = t.oid AND contype = 'c' AND NOT convalidated ORDER BY conname)
       WHEN 'c' THEN
         ARRAY[format('CREATE TYPE %s AS (%s)', format_type(t.oid, NULL),
           (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
                     || CASE WHEN a.attcollation <> b.typcollation
                             THEN format(' COLLATE %I.%I', n.nspname, c.collname) ELSE '' END,
                     ', ' ORDER BY a.attnum)
              FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid
              LEFT JOIN pg_collation c ON c.oid = a.attcollation
              LEFT JOIN pg_namespace n ON n.oid = c.collnamespace
             WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))]
       ELSE
         (SELECT ARRAY[format('CREATE TYPE %s AS RANGE (SUBTYPE = %s, SUBTYPE_OPCLASS = %I.%I',
                              format_type(t.oid, NULL), format_type(r.rngsubtype, NULL),
                              n.nspname, o.opcname)
                   || CASE WHEN r.rngcollation <> 0 AND r.rngcollation <> b.typcollation
                           THEN format(', COLLATION = %I.%I', cn.nspname, c.collname) ELSE '' END
                   || CASE WHEN r.rngcanonical <> 0 THEN ', CANONICAL = ' || r.rngcanonical::regproc
                           ELSE '' END
                   || CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff::regproc
                           ELSE '' END
                   || ', MULTIRANGE_TYPE_NAME = ' || format_type(r.rngmultitypid, NULL) || ')']
            FROM pg_range r JOIN pg_opclass o ON o.oid = r.rngsubopc
            JOIN pg_namespace n ON n.oid = o.opcnamespace
            JOIN pg_type b ON b.oid = r.rngsubtype
            LEFT JOIN pg_collation c ON c.oid = r.rngcollation
            LEFT JOIN pg_namespace cn ON cn.oid = c.collnamespace
           WHERE r.rngtypid = t.oid)
       END,
       NULL::text[],
       coalesce(f.needs, '{}') || ARRAY(
         SELECT x FROM functions g CROSS JOIN unnest(g.needs) x JOIN pg_constraint k ON k.oid = g.objid
          WHERE g.classid = 'pg_constraint'::regclass AND k.contypid = t.oid),
       format('ALTER TYPE %s OWNER TO %I', format_type(t.oid, NULL), o.rolname), o.rolname
  FROM made m JOIN pg_type t ON t.oid = m.oid JOIN pg_roles o ON o.oid = t.typowner
  LEFT JOIN functions f ON f.classid = 'pg_type'::regclass AND f.objid = t.oid
 ORDER BY m.depth DESC, 2
