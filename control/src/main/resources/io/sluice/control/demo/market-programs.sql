-- What pg_dump brings, and sluice schema leaves to it.
CREATE FUNCTION trade.touch() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN NEW.changed_at := clock_timestamp(); RETURN NEW; END $$;
CREATE VIEW trade.open_orders AS SELECT id, customer FROM trade.orders WHERE state = 'new';
