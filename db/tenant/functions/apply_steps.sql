-- Writes a group of decided steps: of each step either all of it or nothing, and says which.
--
-- `items` has one list for each table: `steps`, sorted by ticket, and the rows the steps bring with them (`opens`, `pools`,
-- `todos`, `clocks`, `arm`, `disarm`, `notifications`, `requests`, `feed`), each naming its ticket. No two steps of a group are of the same
-- ticket, and no two move the same pool (server/ticket/apply). A step names the ticket's version it was decided on.
-- Answers, in the order of the steps:
--   applied   the step is written
--   replayed  a step with this key exists already; nothing was written
--   conflict  the ticket or a pool moved meanwhile; nothing was written, decide again
--
-- One function, because it is one round trip and one commit, and because Citus runs a function whole on the tenant's node,
-- which it does not do for a modifying statement over several tables. One statement for each table, not for each step: a
-- group of ten steps costs a third of what it costs one after the other. Everybody locks pools first, by key, then
-- tickets, by id, so that two groups never wait for each other crosswise.
create or replace function apply_steps(items jsonb) returns jsonb
language plpgsql
-- The lists are short and every table is looked up by its key: one plan for all calls, and none that was made while a
-- table was small may read the whole of it later. Nested loops also keep the order the locks are taken in.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $body$
declare
  steps jsonb := items->'steps';
  -- Steps that a moved pool refuses, and those whose tickets are theirs to write.
  refused uuid[] := '{}';
  moved uuid[];
  accepted uuid[];
begin
  if items ? 'pools' then
    insert into pool (key, sequence, last_person_id)
    select p.key, 0, null from jsonb_to_recordset(items->'pools') as p(key text)
    order by p.key
    on conflict (key) do nothing;
    perform 1 from pool
    where pool.key in (select p.key from jsonb_to_recordset(items->'pools') as p(key text))
    order by pool.key for update;
    refused := array(
      select p."ticketId" from jsonb_to_recordset(items->'pools') as p("ticketId" uuid, key text, sequence int)
      join pool on pool.key = p.key
      where pool.sequence <> p.sequence
    );
  end if;

  with changed as (
    update ticket set
      version_id = s."versionId", title = s.title, priority = s.priority, category = s.category, status = s.status,
      resolution = s.resolution, closed_at = to_timestamp(s."closedAt" / 1000), open_incidents = s."openIncidents",
      next_at = to_timestamp(s."nextAt" / 1000), version = s.expected + 1, head = s.head, state = s.state::json
    from jsonb_to_recordset(steps) as s(
      "ticketId" uuid, expected int, "versionId" uuid, title text, priority text, category text, status text,
      resolution text, "closedAt" double precision, "openIncidents" int, "nextAt" double precision, head text, state text
    )
    where s.expected > 0 and ticket.id = s."ticketId" and ticket.version = s.expected and s."ticketId" <> all (refused)
    returning ticket.id
  )
  select coalesce(array_agg(id), '{}') into moved from changed;

  with written as (
    insert into step (ticket_id, version, key, request, at, by, first_seq, prev, events)
    select s."ticketId", s.expected + 1, s.key, s.request, to_timestamp(s.at / 1000), s.by, s."firstSeq", s.prev,
      s.events::json
    from jsonb_to_recordset(steps) as s(
      "ticketId" uuid, expected int, key text, request text, at double precision, by text, "firstSeq" int, prev text,
      events text
    )
    where s."ticketId" = any (moved) or s.expected = 0 and s."ticketId" <> all (refused)
    on conflict (key) do nothing
    returning ticket_id
  )
  select coalesce(array_agg(ticket_id), '{}') into accepted from written;

  -- A key that was used on another ticket meanwhile: an update that is already made must not stay.
  if not moved <@ accepted then
    raise exception 'a key was used on another ticket' using errcode = 'unique_violation';
  end if;

  if items ? 'opens' then
    insert into ticket (
      id, number, flow_id, initiator_id, call_id, opened_at, origin, version_id, title, priority, category, status,
      resolution, closed_at, open_incidents, next_at, version, head, state
    )
    select o."ticketId", o.number, o."flowId", o."initiatorId", o."callId", to_timestamp(o."openedAt" / 1000), o.origin,
      s."versionId", s.title, s.priority, s.category, s.status, s.resolution, to_timestamp(s."closedAt" / 1000),
      s."openIncidents", to_timestamp(s."nextAt" / 1000), 1, s.head, s.state::json
    from jsonb_to_recordset(items->'opens') as o(
      "ticketId" uuid, number int, "flowId" uuid, "initiatorId" uuid, "callId" text, "openedAt" double precision,
      origin jsonb
    )
    join jsonb_to_recordset(steps) as s(
      "ticketId" uuid, "versionId" uuid, title text, priority text, category text, status text, resolution text,
      "closedAt" double precision, "openIncidents" int, "nextAt" double precision, head text, state text
    ) on s."ticketId" = o."ticketId"
    where o."ticketId" = any (accepted);
  end if;

  if items ? 'pools' then
    update pool set sequence = p.sequence + p.moves, last_person_id = p."personId"
    from jsonb_to_recordset(items->'pools') as p("ticketId" uuid, key text, sequence int, moves int, "personId" uuid)
    where pool.key = p.key and p."ticketId" = any (accepted);
  end if;

  if items ? 'todos' then
    insert into todo (
      ticket_id, id, assignee_id, owner_id, node_id, flow_id, state, created_at, due_at, breached, finished_at, next_at,
      paused_at, queue, awaits_capacity
    )
    select t."ticketId", t.id, t."assigneeId", t."ownerId", t."nodeId", t."flowId", t.state,
      to_timestamp(t."createdAt" / 1000), to_timestamp(t."dueAt" / 1000), t.breached,
      to_timestamp(t."finishedAt" / 1000), to_timestamp(t."nextAt" / 1000), to_timestamp(t."pausedAt" / 1000),
      t.queue, t."awaitsCapacity"
    from jsonb_to_recordset(items->'todos') as t(
      "ticketId" uuid, id text, "assigneeId" uuid, "ownerId" uuid, "nodeId" text, "flowId" uuid, state text,
      "createdAt" double precision, "dueAt" double precision, breached boolean, "finishedAt" double precision,
      "nextAt" double precision, "pausedAt" double precision, queue text, "awaitsCapacity" boolean
    )
    where t."ticketId" = any (accepted)
    on conflict (ticket_id, id) do update set
      assignee_id = excluded.assignee_id,
      owner_id = excluded.owner_id,
      node_id = excluded.node_id,
      queue = excluded.queue,
      awaits_capacity = excluded.awaits_capacity,
      state = excluded.state,
      due_at = excluded.due_at,
      breached = excluded.breached,
      finished_at = excluded.finished_at,
      next_at = excluded.next_at,
      paused_at = excluded.paused_at;
  end if;

  if items ? 'clocks' then
    insert into clock (
      ticket_id, id, flow_id, node_id, state, started_at, due_at, paused_at, breached, finished_at, next_at
    )
    select c."ticketId", c.id, c."flowId", c."nodeId", c.state, to_timestamp(c."startedAt" / 1000),
      to_timestamp(c."dueAt" / 1000), to_timestamp(c."pausedAt" / 1000), c.breached,
      to_timestamp(c."finishedAt" / 1000), to_timestamp(c."nextAt" / 1000)
    from jsonb_to_recordset(items->'clocks') as c(
      "ticketId" uuid, id text, "flowId" uuid, "nodeId" text, state text, "startedAt" double precision,
      "dueAt" double precision, "pausedAt" double precision, breached boolean, "finishedAt" double precision,
      "nextAt" double precision
    )
    where c."ticketId" = any (accepted)
    on conflict (ticket_id, id) do update set
      state = excluded.state,
      started_at = excluded.started_at,
      due_at = excluded.due_at,
      paused_at = excluded.paused_at,
      breached = excluded.breached,
      finished_at = excluded.finished_at,
      next_at = excluded.next_at;
  end if;

  if items ? 'disarm' then
    delete from timer using jsonb_to_recordset(items->'disarm') as d("ticketId" uuid, "itemId" text)
    where timer.ticket_id = d."ticketId" and timer.item_id = d."itemId" and d."ticketId" = any (accepted);
  end if;
  if items ? 'arm' then
    insert into timer (ticket_id, item_id, due_at, version)
    select a."ticketId", a."itemId", to_timestamp(a."dueAt" / 1000), a.version
    from jsonb_to_recordset(items->'arm') as a("ticketId" uuid, "itemId" text, "dueAt" double precision, version int)
    where a."ticketId" = any (accepted)
    on conflict (ticket_id, item_id) do update set
      due_at = excluded.due_at, version = excluded.version, claimed_until = null;
  end if;

  if items ? 'notifications' then
    insert into notification (
      dedupe_key, person_id, channel, kind, ticket_id, todo_id, level, params, state, created_at, next_attempt_at, sent_at
    )
    select n."dedupeKey", n."personId", n.channel, n.kind, n."ticketId", n."todoId", n.level,
      coalesce(n.params, '{}'::jsonb), case when n.channel = 'inApp' then 'sent' else 'queued' end,
      to_timestamp(n.at / 1000), now(), case when n.channel = 'inApp' then to_timestamp(n.at / 1000) end
    from jsonb_to_recordset(items->'notifications') as n(
      "ticketId" uuid, "dedupeKey" text, "personId" uuid, channel text, kind text, "todoId" text, level int,
      params jsonb, at double precision
    )
    where n."ticketId" = any (accepted);
  end if;

  if items ? 'requests' then
    insert into request (ticket_id, seq, index, request_id, body, next_attempt_at, created_at)
    select r."ticketId", r.seq, r.index, r."requestId", r.body, now(), to_timestamp(r.at / 1000)
    from jsonb_to_recordset(items->'requests') as r(
      "ticketId" uuid, seq int, index int, "requestId" text, body jsonb, at double precision
    )
    where r."ticketId" = any (accepted);
  end if;

  if items ? 'feed' then
    insert into feed_event (topic, person_id, body, at)
    select f.topic, f."personId", f.body, to_timestamp(f.at / 1000)
    from jsonb_to_recordset(items->'feed') as f(
      "ticketId" uuid, topic text, "personId" uuid, body jsonb, at double precision
    )
    where f."ticketId" = any (accepted);
  end if;

  if cardinality(accepted) = jsonb_array_length(steps) then
    return to_jsonb(array_fill('applied'::text, array[cardinality(accepted)]));
  end if;
  return (
    select jsonb_agg(
      case
        when s."ticketId" = any (accepted) then 'applied'
        when exists (select from step where step.key = s.key) then 'replayed'
        else 'conflict'
      end
      order by s.place
    )
    from rows from (jsonb_to_recordset(steps) as ("ticketId" uuid, key text)) with ordinality
      as s("ticketId", key, place)
  );
end
$body$;
