-- Writes decided steps: for each item of `items` either all of it or nothing, and says which.
--
-- An item names the ticket's version it was decided on. Answers, in the order of the items:
--   applied   the step is written
--   replayed  a step with this key exists already; nothing was written
--   conflict  the ticket or a pool moved meanwhile; nothing was written, decide again
--
-- One function, called with one or many items (group commit), because it is one round trip and one commit, and because
-- Citus runs a function whole on the tenant's node, which it does not do for a modifying statement over several tables.
-- Items lock their ticket first and their pools last, in key order.
create or replace function apply_steps(items jsonb) returns jsonb
language plpgsql
as $body$
declare
  item jsonb;
  row_ jsonb;
  answers jsonb := '[]'::jsonb;
  answer text;
  ticket_id_ uuid;
  expected_ int;
  at_ timestamptz;
  moved boolean;
begin
  for item in select value from jsonb_array_elements(items) loop
    ticket_id_ := (item->>'ticketId')::uuid;
    expected_ := (item->>'expected')::int;
    at_ := to_timestamp((item->>'at')::double precision / 1000);
    answer := 'applied';

    -- Without pools the update below is the check; with them nothing may be written before all of them are known.
    if expected_ > 0 and item ? 'pools' then
      perform 1 from ticket where id = ticket_id_ and version = expected_ for update;
      if not found then
        answer := case when exists (select 1 from step where key = item->>'key') then 'replayed' else 'conflict' end;
      end if;
    end if;

    if answer = 'applied' and item ? 'pools' then
      -- Every pool is checked under its lock before any is moved, so that a refused item leaves no trace.
      moved := false;
      for row_ in select value from jsonb_array_elements(item->'pools') order by value->>'key' loop
        insert into pool (key, sequence, last_person_id) values (row_->>'key', 0, null) on conflict (key) do nothing;
        perform 1 from pool where key = row_->>'key' and sequence = (row_->>'sequence')::int for update;
        if not found then
          moved := true;
          exit;
        end if;
      end loop;
      if moved then
        answer := 'conflict';
      end if;
    end if;

    if answer = 'applied' and expected_ > 0 then
      row_ := item->'ticket';
      update ticket set
        version_id = (row_->>'versionId')::uuid,
        title = row_->>'title',
        priority = row_->>'priority',
        category = row_->>'category',
        status = row_->>'status',
        resolution = row_->>'resolution',
        closed_at = to_timestamp((row_->>'closedAt')::double precision / 1000),
        open_incidents = (row_->>'openIncidents')::int,
        version = expected_ + 1,
        head = row_->>'head',
        state = (row_->>'state')::json
      where id = ticket_id_ and version = expected_;
      if not found then
        answer := case when exists (select 1 from step where key = item->>'key') then 'replayed' else 'conflict' end;
      end if;
    end if;

    if answer = 'applied' then
      insert into step (ticket_id, version, key, request, at, by, first_seq, prev, events)
      values (
        ticket_id_, expected_ + 1, item->>'key', item->>'request', at_, item->>'by', (item->>'firstSeq')::int,
        item->>'prev', (item->>'events')::json
      )
      on conflict (key) do nothing;
      if not found then
        -- A key that was used on another ticket meanwhile: an update that is already made must not stay.
        if expected_ > 0 then
          raise exception 'key % was used on another ticket', item->>'key' using errcode = 'unique_violation';
        end if;
        answer := 'replayed';
      end if;
    end if;

    if answer = 'applied' then
      row_ := item->'ticket';
      if expected_ = 0 then
        insert into ticket (
          id, number, flow_id, initiator_id, call_id, opened_at, origin, version_id, title, priority, category, status,
          resolution, closed_at, open_incidents, version, head, state
        ) values (
          ticket_id_, (row_->>'number')::int, (row_->>'flowId')::uuid, (row_->>'initiatorId')::uuid, row_->>'callId',
          to_timestamp((row_->>'openedAt')::double precision / 1000), row_->'origin', (row_->>'versionId')::uuid,
          row_->>'title', row_->>'priority', row_->>'category', row_->>'status', row_->>'resolution',
          to_timestamp((row_->>'closedAt')::double precision / 1000), (row_->>'openIncidents')::int, 1, row_->>'head',
          (row_->>'state')::json
        );
      end if;

      if item ? 'pools' then
        update pool set sequence = pool.sequence + 1, last_person_id = move."personId"
        from jsonb_to_recordset(item->'pools') as move(key text, "personId" uuid)
        where pool.key = move.key;
      end if;

      if item ? 'todos' then
        insert into todo (
          ticket_id, id, assignee_id, owner_id, node_id, flow_id, state, created_at, due_at, breached, finished_at,
          next_at
        )
        select ticket_id_, t.id, t."assigneeId", t."ownerId", t."nodeId", (row_->>'flowId')::uuid, t.state,
          to_timestamp(t."createdAt" / 1000), to_timestamp(t."dueAt" / 1000), t.breached,
          to_timestamp(t."finishedAt" / 1000), to_timestamp(t."nextAt" / 1000)
        from jsonb_to_recordset(item->'todos') as t(
          id text, "assigneeId" uuid, "ownerId" uuid, "nodeId" text, state text, "createdAt" double precision,
          "dueAt" double precision, breached boolean, "finishedAt" double precision,
          "nextAt" double precision
        )
        on conflict (ticket_id, id) do update set
          assignee_id = excluded.assignee_id,
          state = excluded.state,
          due_at = excluded.due_at,
          breached = excluded.breached,
          finished_at = excluded.finished_at,
          next_at = excluded.next_at;
      end if;

      if item ? 'disarm' then
        delete from timer using jsonb_array_elements_text(item->'disarm') as gone(id)
        where timer.ticket_id = ticket_id_ and timer.todo_id = gone.id;
      end if;
      if item ? 'arm' then
        insert into timer (ticket_id, todo_id, due_at)
        select ticket_id_, a."todoId", to_timestamp(a."dueAt" / 1000)
        from jsonb_to_recordset(item->'arm') as a("todoId" text, "dueAt" double precision)
        on conflict (ticket_id, todo_id) do update set due_at = excluded.due_at, claimed_until = null;
      end if;

      if item ? 'notifications' then
        insert into notification (
          dedupe_key, person_id, channel, kind, ticket_id, todo_id, level, params, state, created_at, next_attempt_at,
          sent_at
        )
        select n."dedupeKey", n."personId", n.channel, n.kind, ticket_id_, n."todoId", n.level,
          coalesce(n.params, '{}'::jsonb), case when n.channel = 'inApp' then 'sent' else 'queued' end, at_, now(),
          case when n.channel = 'inApp' then at_ end
        from jsonb_to_recordset(item->'notifications') as n(
          "dedupeKey" text, "personId" uuid, channel text, kind text, "todoId" text, level int, params jsonb
        )
        on conflict (dedupe_key) do nothing;
      end if;

      if item ? 'feed' then
        insert into feed_event (topic, person_id, body, at)
        select f.topic, f."personId", f.body, at_
        from jsonb_to_recordset(item->'feed') as f(topic text, "personId" uuid, body jsonb);
      end if;
    end if;

    answers := answers || to_jsonb(answer);
  end loop;
  return answers;
end
$body$;
