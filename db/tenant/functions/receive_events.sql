-- Stores received events, each once, and marks the subjects of those that are new. `events` is a list of
-- {n, connector, source, id, type, subject, time, body}; the answer is the list of the `n` that were known already.
--
-- One statement per batch: its cost is the round trip and the commit. Sorted by key, because two batches that share
-- events would otherwise wait for each other in a circle (40P01).
create or replace function receive_events(events jsonb) returns jsonb
language sql
as $body$
  with incoming as materialized (
    select * from jsonb_to_recordset(events) as event(
      n integer, connector uuid, source text, id text, type text, subject text, "time" timestamptz, body jsonb
    )
  ),
  added as (
    insert into cti_event (source, id, connector_id, type, subject, occurred_at, body)
    select source, id, connector, type, subject, "time", body from incoming order by source, id
    on conflict (source, id) do nothing
    returning source, id, subject
  ),
  marked as (
    insert into dirty_subject (subject) select distinct subject from added
  )
  select coalesce(jsonb_agg(incoming.n), '[]'::jsonb)
  from incoming left join added using (source, id)
  where added.id is null
$body$;
