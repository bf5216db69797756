import type { Sql } from "./connect"
import { pendingMigrations, readFunctions, readMigrations } from "./migration-files"
import { queueTasks } from "./queue-tasks"
import { roles } from "./roles"

/**
 * Brings the schemas `control` and `gate` up to date, as their owner, in one transaction. `graphile_worker` must be there.
 * Two runs at the same time wait for each other at the version table.
 */
export async function migrateControl(sql: Sql): Promise<void> {
  const [migrations, functions] = await Promise.all([readMigrations("control"), readFunctions("control")])
  await sql.begin(async (tx) => {
    await tx.unsafe(`
      set local role ${roles.owner};
      create schema if not exists control;
      create schema if not exists gate;
      create table if not exists control.control_version (
        item text primary key, hash text not null, applied_at timestamptz not null default now()
      );
      lock table control.control_version in exclusive mode;
    `)
    const rows = await tx<{ item: string; hash: string }[]>`select item, hash from control.control_version`
    const pending = pendingMigrations(migrations, new Map(rows.map(({ item, hash }) => [item, hash])))
    for (const { item, hash, text } of [...pending, functions]) {
      await tx.unsafe(text)
      await tx`insert into control.control_version (item, hash) values (${item}, ${hash})
        on conflict (item) do update set hash = excluded.hash, applied_at = now()`
    }
    await tx.unsafe(grants)
    await tx`delete from control.queue_task`
    await tx`insert into control.queue_task ${tx(
      queueTasks.map(({ task, forTenants, forGateway }) => ({
        task,
        for_tenants: forTenants,
        for_gateway: forGateway,
      })),
    )}`
  })
}

const services = `${roles.gateway}, ${roles.worker}, ${roles.provisioner}`

/**
 * Who may do what with the shared tables. Tenants have no right on any of them; the policies are the second wall, for the
 * day somebody grants one by mistake: they go by `session_user`, which no SQL can change.
 */
const grants = `
  revoke all on all tables in schema control from ${services}, ${roles.tenants};
  grant usage on schema control to ${services};
  grant select, insert on control.tenant, control.account, control.provisioning to ${roles.gateway};
  grant update (name, locale, time_zone) on control.tenant to ${roles.gateway};
  grant update (name, password_hash, session_epoch) on control.account to ${roles.gateway};
  grant update (state, updated_at) on control.provisioning to ${roles.gateway};
  grant select, insert, update, delete on control.membership, control.sign_in_origin, control.rate_limit
    to ${roles.gateway};
  grant select on control.tenant, control.tenant_version to ${roles.worker};
  grant select on control.tenant, control.tenant_version, control.account, control.membership, control.provisioning
    to ${roles.provisioner};
  grant update (state) on control.tenant to ${roles.provisioner};
  grant update (state, steps, error, updated_at) on control.provisioning to ${roles.provisioner};

  revoke all on all functions in schema control, gate from public;
  grant execute on function control.end_overrunning to ${roles.worker};
  grant usage on schema gate to ${roles.tenants}, ${roles.gateway};
  grant execute on all functions in schema gate to ${roles.tenants}, ${roles.gateway};

  do $$
  declare
    entry record;
  begin
    for entry in select oid::regclass as name from pg_class where relnamespace = 'control'::regnamespace and relkind in ('r', 'p') loop
      execute format('alter table %s enable row level security', entry.name);
      execute format('drop policy if exists services on %s', entry.name);
      execute format('create policy services on %s to ${services} using (true) with check (true)', entry.name);
    end loop;
  end $$;
  -- For everybody and not for the tenants' group: a policy that names a role is taken apart by DROP OWNED BY that role, under a lock
  -- that would keep the gateway out.
  drop policy if exists own_tenant on control.tenant;
  create policy own_tenant on control.tenant for select to public using (schema = session_user::text);
`
