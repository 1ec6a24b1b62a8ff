-- The source connector's role, with no more than it needs. For PostgreSQL 15 or later. A superuser runs this in the source
-- database; it can be run again, for instance when tables have come. Before that put in your password and schemas.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sluice_capture') THEN
    CREATE ROLE sluice_capture LOGIN REPLICATION PASSWORD 'change me';
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO sluice_capture', current_database());
END $$;

-- It reads the captured tables, those that come later as well, and the sequences, which the cutover sets ahead in the target.
GRANT USAGE ON SCHEMA public TO sluice_capture;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO sluice_capture;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO sluice_capture;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO sluice_capture;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO sluice_capture;
-- Where row-level security hides rows: ALTER ROLE sluice_capture BYPASSRLS;

-- It writes to one table of its own, by which it finds out whether the publication works.
CREATE SCHEMA IF NOT EXISTS sluice;
GRANT USAGE ON SCHEMA sluice TO sluice_capture;
CREATE TABLE IF NOT EXISTS sluice.canary (slot text PRIMARY KEY, beat bigint NOT NULL, publication oid NOT NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON sluice.canary TO sluice_capture;

-- It owns no table, so it cannot make the publication: name this one in the connector's configuration.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'sluice') THEN
    CREATE PUBLICATION sluice FOR TABLES IN SCHEMA public, TABLE sluice.canary WITH (publish_via_partition_root = true);
  END IF;
END $$;
