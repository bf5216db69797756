import type { Sql } from "./connect"
import { loginPassword } from "./keys"
import { fixedLogins, roles } from "./roles"

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Connections each login may hold, over all processes together. */
const CONNECTION_LIMIT = { [roles.gateway]: 60, [roles.worker]: 80, [roles.provisioner]: 20 }

/**
 * Creates the roles that are missing and brings the others up to date. Roles belong to the cluster, so two databases that
 * are set up at the same moment meet here; a catalogue row that the other one is just changing is tried again.
 */
export async function setUpRoles(sql: Sql, master: string): Promise<void> {
  await sql.begin(async (tx) => {
    const known = new Set(
      (await tx<{ rolname: string }[]>`select rolname from pg_roles where rolname like 'firstcall\\_%'`).map(
        ({ rolname }) => rolname,
      ),
    )
    for (const name of [roles.owner, roles.tenants])
      if (!known.has(name)) await tx.unsafe(`create role ${name} nologin noinherit`)
    for (const name of fixedLogins) {
      const attributes = name === roles.provisioner ? "createrole" : "nocreaterole"
      await tx.unsafe(`${known.has(name) ? "alter" : "create"} role ${name} login noinherit nocreatedb ${attributes}
        connection limit ${CONNECTION_LIMIT[name]} password ${literal(loginPassword(master, name))}`)
    }
    await tx.unsafe(`
      grant ${roles.owner} to current_user with inherit true, set true;
      grant ${roles.owner} to ${roles.provisioner} with inherit false, set true;
      grant ${roles.tenants} to ${roles.provisioner} with admin true, inherit false, set false;
      alter role ${roles.gateway} set statement_timeout = '10s';
      alter role ${roles.gateway} set idle_in_transaction_session_timeout = '15s';
    `)
  })
}

/**
 * What only a superuser can give or take away, each by itself; a hosted Postgres may refuse some. Returns what was refused,
 * for the operator to read: without it the walls between tenants hold, but a tenant could block or burden its neighbours.
 */
export async function harden(sql: Sql): Promise<string[]> {
  const refused: string[] = []
  for (const [outcome, statement] of [
    [
      "stopping tenants' overlong queries",
      `grant pg_signal_backend, pg_read_all_stats to ${roles.owner} with inherit true`,
    ],
    [
      "limiting tenants' temporary files",
      `grant set on parameter temp_file_limit to ${roles.provisioner}, ${roles.owner}`,
    ],
    ["taking database-wide locks and large objects from everybody", revokeFromPublic],
  ] as const) {
    try {
      await sql.unsafe(statement)
    } catch (error) {
      refused.push(`${outcome}: ${(error as Error).message}`)
    }
  }
  return refused
}

/**
 * Advisory locks are one name space for the whole database, so a tenant could block another; large objects belong to no
 * schema, and whoever creates them fills the disk. The worker's liveness needs advisory locks.
 */
const revokeFromPublic = `
do $$
declare
  entry record;
begin
  for entry in
    select oid::regprocedure as name, proname like '%advisory%' as is_lock
    from pg_proc
    where pronamespace = 'pg_catalog'::regnamespace
      and (proname like 'pg\\_%advisory%'
        or proname in ('lo_creat', 'lo_create', 'lo_from_bytea', 'pg_logical_emit_message'))
  loop
    execute format('revoke execute on function %s from public', entry.name);
    if entry.is_lock then
      execute format('grant execute on function %s to ${roles.worker}', entry.name);
    end if;
  end loop;
end $$`

/** Who may enter this database. Kept apart from everything else because a cloned database starts without it. */
export async function setUpDatabaseAccess(sql: Sql): Promise<void> {
  await sql.unsafe(`
    do $$ begin
      execute format('revoke all on database %I from public', current_database());
      execute format('grant connect on database %I to ${roles.tenants}, ${fixedLogins.join(", ")}', current_database());
      execute format('grant create on database %I to ${roles.owner}', current_database());
    end $$;
    revoke all on schema public from public;
  `)
}
