SELECT 'STATISTICS', format('%I.%I', n.nspname, s.stxname), false, s.stxrelid::regclass::text,
       ARRAY[pg_get_statisticsobjdef(s.oid)]
       || CASE WHEN s.stxstattarget >= 0
               THEN ARRAY[format('ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname,
                                 s.stxstattarget)] ELSE '{}' END,
       NULL::text[], f.needs,
       format('ALTER STATISTICS %I.%I OWNER TO %I', n.nspname, s.stxname, r.rolname), r.rolname
  FROM pg_statistic_ext s JOIN picked p ON p.oid = s.stxrelid
  JOIN pg_namespace n ON n.oid = s.stxnamespace JOIN pg_roles r ON r.oid = s.stxowner
  LEFT JOIN functions f ON f.classid = 'pg_statistic_ext'::regclass AND f.objid = s.oid
 ORDER BY 2
