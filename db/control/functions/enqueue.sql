-- Adds a job for whoever is connected: a tenant's login or the gateway. The caller's name is stamped into the payload
-- from `session_user`, which SET ROLE and set_config cannot change; a `_tenant` in the payload is overwritten. The job key
-- is prefixed with it, so nobody replaces another's job. Lives in the caller's transaction: no commit, no job.
create or replace function gate.enqueue(
  task text,
  payload jsonb default '{}'::jsonb,
  run_at timestamptz default null,
  job_key text default null,
  max_attempts integer default null
) returns bigint
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $body$
declare
  is_tenant boolean := session_user ~ '^t_[a-z0-9]{16}$';
  job bigint;
begin
  if not exists (
    select 1 from control.queue_task as allowed
    where allowed.task = enqueue.task
      and case when is_tenant then allowed.for_tenants
               else session_user = 'firstcall_gateway' and allowed.for_gateway end
  ) then
    raise exception 'job % may not be asked for by %', task, session_user using errcode = '42501';
  end if;
  if pg_column_size(payload) > 65536 then
    raise exception 'payload of job % is larger than 64 KB', task using errcode = '54000';
  end if;
  select added.id into job
  from graphile_worker.add_job(
    identifier := enqueue.task,
    payload := (enqueue.payload - '_tenant' || case when is_tenant then jsonb_build_object('_tenant', session_user) else '{}' end)::json,
    run_at := enqueue.run_at,
    max_attempts := enqueue.max_attempts,
    job_key := case when enqueue.job_key is not null then session_user || ':' || enqueue.job_key end
  ) as added;
  -- add_job can drop a keyed request that meets a concurrent one (graphile/worker#580); losing it in silence is worse.
  if job is null then
    raise exception 'job % was not queued, try again', task using errcode = '40001';
  end if;
  return job;
end
$body$;
