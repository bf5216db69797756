import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import postgres from "postgres"
import { afterAll, beforeAll, expect, it } from "vitest"
import { startPostgres } from "./embedded-postgres.mjs"
import { freePort } from "./free-port.mjs"
import { isAlive } from "./process-identity.mjs"

let folder: string
let port: number
const start = () => startPostgres({ dataDir: `${folder}/postgres`, port, password: "pass word/ü" })

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "firstcall-postgres-"))
  port = await freePort()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function query<T extends object>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} })
  try {
    return [...(await sql.unsafe<T[]>(text))]
  } finally {
    await sql.end()
  }
}

it("keeps every acknowledged row when the server is killed with SIGKILL amid writes", async () => {
  const first = await start()
  const url = first.url("postgres")
  expect(await query(url, "show fsync")).toEqual([{ fsync: "on" }])
  await query(url, "create table kept (number int primary key)")
  const sql = postgres(url, { max: 4, fetch_types: false, max_lifetime: null })
  let acknowledged = 0
  const write = async (lane: number) => {
    for (let number = lane; ; number += 4) {
      await sql`insert into kept values (${number})`
      acknowledged++
      if (acknowledged === 200) process.kill(first.pid, "SIGKILL")
    }
  }
  const lanes = await Promise.allSettled([0, 1, 2, 3].map(write))
  expect(lanes.map(({ status }) => status)).toEqual(Array(4).fill("rejected"))
  expect(await first.exited).toEqual({ code: null, signal: "SIGKILL" })
  await sql.end({ timeout: 0 })

  const second = await start()
  const [kept] = await query<{ rows: number }>(url, "select count(*)::int as rows from kept")
  expect(kept?.rows).toBeGreaterThanOrEqual(acknowledged)
  await second.stop()
})

it("ends the server that a killed run left behind, and takes its place", async () => {
  const abandoned = await start()
  const next = await start()
  expect(await abandoned.exited).toEqual({ code: 0, signal: null })
  expect(await query(next.url("postgres"), "select 1 as one")).toEqual([{ one: 1 }])
  await next.stop()
  expect(isAlive(next.pid)).toBe(false)
})

it("starts although the pid of a stale postmaster.pid now belongs to another program", async () => {
  const pidFile = `${folder}/postgres/postmaster.pid`
  const running = await start()
  const lines = (await readFile(pidFile, "utf8")).split("\n")
  await running.stop()
  await writeFile(pidFile, [process.pid, ...lines.slice(1)].join("\n"))
  const next = await start()
  expect(isAlive(process.pid)).toBe(true)
  expect(await query(next.url("postgres"), "select 1 as one")).toEqual([{ one: 1 }])
  await next.stop()
})

it("says what the server logged when it cannot start", async () => {
  const broken = startPostgres({ dataDir: `${folder}/postgres`, port, password: "", settings: { max_connections: 0 } })
  await expect(broken).rejects.toThrow(/did not start:[^]*max_connections/)
})
