import { Logger, runMigrations } from "graphile-worker"
import pg from "pg"
import type { Sql } from "./connect"
import { roles } from "./roles"

/**
 * graphile-worker's own migrations, with everything owned by the owner role. It turns on row level security without any
 * policy, which lets in nobody but the owner; the worker gets a policy and plain rights instead of the ownership, so
 * it can work the queue and not change its code.
 */
export async function migrateQueue(sql: Sql, adminUrl: string): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: adminUrl, max: 1, options: `-c role=${roles.owner}` })
  pgPool.on("error", () => {})
  pgPool.on("connect", (client) => client.on("error", () => {}))
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => {}) })
  } finally {
    await pgPool.end()
  }
  await sql.begin((tx) => tx.unsafe(grants))
}

const grants = `
  set local role ${roles.owner};
  grant usage on schema graphile_worker to ${roles.worker};
  grant select, insert, update, delete on all tables in schema graphile_worker to ${roles.worker};
  grant usage, select on all sequences in schema graphile_worker to ${roles.worker};
  revoke all on all functions in schema graphile_worker from public;
  grant execute on all functions in schema graphile_worker to ${roles.worker};
  do $$
  declare
    entry record;
  begin
    for entry in
      select oid::regclass as name from pg_class where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity
    loop
      execute format('drop policy if exists worker on %s', entry.name);
      execute format('create policy worker on %s to ${roles.worker} using (true) with check (true)', entry.name);
    end loop;
  end $$;
`
