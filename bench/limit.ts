import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import postgres from "postgres"

// The limit: what Postgres itself does with the statements of one instance, prepared, nothing in between. One instance = 4
// durable commits; each closes the todo, drops its timer, writes the trace, moves the case, opens the next todo, arms its
// timer, writes the trace again.

const tables = `
  create sequence limit_base;
  create table limit_case (id bigint primary key, version int not null, state text not null);
  create table limit_todo (id bigint primary key, case_id bigint not null, state text not null, assignee int not null);
  create index on limit_todo (assignee) where state = 'active';
  create table limit_timer (id bigint primary key, due timestamptz not null);
  create index on limit_timer (due);
  create table limit_trace (case_id bigint not null, seq int not null, body text not null, primary key (case_id, seq));`

const body = "x".repeat(200)

/** The 4 commits of instance `:id` in pgbench's language; ids are unique over all clients. */
const script = `
\\set base :client_id * 100000000 + random(1, 99999999) * 10
begin;
insert into limit_case values (:base, 1, '${body}');
insert into limit_todo values (:base + 1, :base, 'active', random(1, 500));
insert into limit_timer values (:base + 1, now() + interval '1 hour');
insert into limit_trace values (:base, 1, '${body}');
commit;
${[1, 2]
  .map(
    (turn) => `begin;
update limit_todo set state = 'done' where id = :base + ${turn};
delete from limit_timer where id = :base + ${turn};
insert into limit_trace values (:base, ${turn * 2}, '${body}');
update limit_case set version = ${turn + 1}, state = '${body}' where id = :base;
insert into limit_todo values (:base + ${turn + 1}, :base, 'active', random(1, 500));
insert into limit_timer values (:base + ${turn + 1}, now() + interval '1 hour');
insert into limit_trace values (:base, ${turn * 2 + 1}, '${body}');
commit;`,
  )
  .join("\n")}
begin;
update limit_todo set state = 'done' where id = :base + 3;
delete from limit_timer where id = :base + 3;
insert into limit_trace values (:base, 6, '${body}');
update limit_case set version = 4, state = '${body}' where id = :base;
commit;
`

export async function prepareLimit(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} })
  await sql.unsafe(tables)
  await sql.end()
}

/** Instances per second of the bare statements at `clients` for about `seconds`, and with what they were sent. */
export async function measureLimit(
  adminUrl: string,
  clients: number,
  seconds: number,
): Promise<{ instancesPerSec: number; by: string }> {
  const found = spawnSync("pgbench", ["--version"], { encoding: "utf8" })
  if (found.status === 0) return { instancesPerSec: withPgbench(adminUrl, clients, seconds), by: found.stdout.trim() }
  return {
    instancesPerSec: await withDriver(adminUrl, clients, seconds),
    by: "postgres.js, prepared, one bare connection each",
  }
}

function withPgbench(adminUrl: string, clients: number, seconds: number): number {
  const folder = mkdtempSync(path.join(tmpdir(), "firstcall-pgbench-"))
  const file = path.join(folder, "instance.sql")
  // Every draw of a base must be new: a client's counter lives in a sequence.
  writeFileSync(file, script.replace(/^\\set base.*$/m, "select nextval('limit_base') * 10 as base \\gset"))
  const args = ["-n", "-M", "prepared", "-f", file, "-c", String(clients), "-j", "2", "-T", String(seconds), adminUrl]
  const run = spawnSync("pgbench", args, { encoding: "utf8" })
  rmSync(folder, { recursive: true, force: true })
  const tps = /tps = ([\d.]+)/.exec(run.stdout)?.[1]
  if (run.status !== 0 || !tps) throw new Error(`pgbench failed: ${run.stderr}`)
  return Number(tps)
}

async function withDriver(adminUrl: string, clients: number, seconds: number): Promise<number> {
  const sql = postgres(adminUrl, { max: clients, fetch_types: false, onnotice: () => {} })
  const until = Date.now() + seconds * 1000
  let done = 0
  const started = performance.now()
  const client = async () => {
    while (Date.now() < until) {
      const [row] = await sql<{ base: string }[]>`select nextval('limit_base') * 10 as base`
      const base = Number(row!.base)
      for (let turn = 0; turn <= 3; turn++)
        await sql.begin(async (tx) => {
          if (turn === 0) await tx`insert into limit_case values (${base}, 1, ${body})`
          else {
            await tx`update limit_todo set state = 'done' where id = ${base + turn}`
            await tx`delete from limit_timer where id = ${base + turn}`
            await tx`insert into limit_trace values (${base}, ${turn * 2}, ${body})`
            await tx`update limit_case set version = ${turn + 1}, state = ${body} where id = ${base}`
          }
          if (turn < 3) {
            await tx`insert into limit_todo values (${base + turn + 1}, ${base}, 'active', ${turn})`
            await tx`insert into limit_timer values (${base + turn + 1}, now() + interval '1 hour')`
            await tx`insert into limit_trace values (${base}, ${turn * 2 + 1}, ${body})`
          }
        })
      done++
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const elapsedSec = (performance.now() - started) / 1000
  await sql.end()
  return done / elapsedSec
}
