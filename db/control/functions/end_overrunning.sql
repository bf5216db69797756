-- Ends tenants' backends whose statement or open transaction is older than `seconds`, and says how many. A tenant's
-- session can lift its own statement_timeout, so the limit that holds is this one. Called by the worker.
create or replace function control.end_overrunning(seconds integer) returns integer
language sql
security definer
set search_path = pg_catalog, pg_temp
as $body$
  select count(*)::integer
  from (
    select pg_terminate_backend(activity.pid) as ended
    from pg_stat_activity as activity
    where activity.datname = current_database()
      and activity.usename ~ '^t_[a-z0-9]{16}$'
      and activity.state <> 'idle'
      and least(activity.xact_start, activity.query_start) < clock_timestamp() - make_interval(secs => seconds)
  ) as overrunning
  where ended
$body$;
