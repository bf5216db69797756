import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { startReducer } from "@/server/telephony/reducer"
import { serveIngest } from "@/server/telephony/testing-server.fixture"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"

const header =
  "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver"
// Invented rows.
const rows = [
  "AA0101\t1\t111\t2\tPS\t990101\t9:00:00\t9:00:10\t10\t9:00:10\t9:00:40\t30\tAGENT\t9:00:39\t9:02:39\t120\tANNA",
  "AA0101\t2\t0\t0\tNW\t990101\t9:01:00\t9:01:05\t5\t0:00:00\t0:00:00\t0\tAGENT\t9:01:04\t9:02:04\t60\tBEN",
  "AA0102\t1\t0\t0\tPS\t990101\t9:02:00\t9:02:08\t8\t9:02:08\t9:02:20\t12\tHANG\t0:00:00\t0:00:00\t0\tNO_SERVER",
  "AA0102\t2\t0\t0\tPS\t990101\t9:03:00\t9:03:30\t30\t0:00:00\t0:00:00\t0\tHANG\t0:00:00\t0:00:00\t0\tNO_SERVER",
  "AA0103\t1\t0\t0\tPS\t990131\t23:59:50\t23:59:59\t9\t0:00:00\t0:00:00\t0\tPHANTOM\t0:00:00\t0:00:00\t0\tNO_SERVER",
]

let database: TestDatabase
let tenant: Session["tenant"]
let server: Awaited<ReturnType<typeof serveIngest>>
let reducer: Awaited<ReturnType<typeof startReducer>>
const folder = mkdtempSync(path.join(os.tmpdir(), "firstcall-replay-"))

beforeAll(async () => {
  database = await createTestDatabase()
  tenant = (await createTestTenant()).tenant
  server = await serveIngest()
  reducer = await startReducer()
})
afterAll(async () => {
  await reducer.stop()
  await server.close()
  await closeClients()
  await database.drop()
  rmSync(folder, { recursive: true })
})

const run = promisify(execFile)
async function script(name: string, args: string[]) {
  const { stdout, stderr } = await run(process.execPath, ["--import", "tsx", `scripts/${name}.ts`, ...args], {
    env: { ...process.env, NODE_OPTIONS: "" },
    maxBuffer: 10_000_000,
  })
  return { json: JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, unknown>, stderr }
}
const replay = (file: string, ...args: string[]) =>
  script("replay-calls", [file, "--tenant", tenant.slug, "--url", server.baseUrl, ...args])
const report = (from: string, to: string) =>
  script("report", ["--tenant", tenant.slug, "--from", from, "--to", to, "--json"])

describe("a month file replayed through the ingest route", () => {
  test("is counted, malformed lines are named and passed over, a second run changes nothing", async () => {
    const file = path.join(folder, "month.txt")
    writeFileSync(file, [header, ...rows, "AA0101\tbroken", rows[0]!.replace("990101", "991301"), ""].join("\r\n"))
    const first = await replay(file, "--speed", "max")
    expect(first.stderr).toContain("line 7: The line has 2 columns instead of 17.")
    expect(first.stderr).toContain('line 8: The value "991301" is not allowed in column date.')
    expect(first.json).toMatchObject({ lines: 8, calls: 5, malformed: 2, accepted: 23, duplicates: 0, refused: 0 })
    const figures = {
      records: 5,
      answered: 2,
      direct: 1,
      abandonedInQueue: 1,
      hungUpInIvr: 1,
      asaSec: 15,
      talkSec: 90,
      abandonmentRate: 0.3333,
      serviceLevel: { A: 0.5, B: 0.3333, C: 0.5, D: 0.6667, E: 0.3333 },
    }
    expect((await report("1999-01-01", "1999-01-31")).json).toMatchObject(figures)
    expect((await replay(file)).json).toMatchObject({ accepted: 0, duplicates: 23 })
    expect((await report("1999-01-01", "1999-01-31")).json).toMatchObject(figures)
    expect((await report("1999-01-01", "1999-01-30")).json).toMatchObject({ records: 4 })
  })

  test("at a given speed the events keep their order and distances", async () => {
    const file = path.join(folder, "slow.txt")
    writeFileSync(file, [header, ...rows.slice(0, 4).map((row) => row.replaceAll("990101", "990202"))].join("\n"))
    const before = server.requests()
    const startedAt = performance.now()
    // 210 s of the file at 100 times their speed.
    const { json } = await replay(file, "--speed", "100")
    expect(json).toMatchObject({ calls: 4, accepted: 21 })
    expect(performance.now() - startedAt).toBeGreaterThan(2000)
    expect(server.requests() - before).toBeGreaterThan(8)
    expect((await report("1999-02-02", "1999-02-02")).json).toMatchObject({ records: 4, answered: 2 })
  })

  test.each([
    [["nowhere.txt", "--tenant", "x"], "There is no file nowhere.txt."],
    [["package.json"], "--tenant is missing."],
    [["package.json", "--tenant", "x", "--speed", "fast"], "--speed must be a number above 0, or max."],
    [["package.json", "--tenant", "no-such-tenant"], 'There is no tenant "no-such-tenant".'],
  ])("%j says what is wrong and how it is used", async (args, text) => {
    await expect(script("replay-calls", args)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(text) as string,
    })
  })
})

const dataDir = process.env.BANK_MONTHS_DIR ?? ""
const golden = [
  [
    "january1999.txt",
    "1999-01-01",
    "1999-01-31",
    [31599, 27060, 13475, 3101, 1198],
    [35.03, 183.45, 0.1028],
    [0.6061, 0.5438, 0.5626, 0.5772],
  ],
  [
    "february1999.txt",
    "1999-02-01",
    "1999-02-28",
    [33344, 27162, 13067, 3963, 1941],
    [40.77, 176.35, 0.1273],
    [0.5968, 0.5208, 0.5427, 0.5612],
  ],
] as const

describe.skipIf(!existsSync(path.join(dataDir, "january1999.txt")))("the two real months", () => {
  test.each(golden)(
    "%s through the route gives the independently counted figures",
    async (file, from, to, sums, means, levels) => {
      await withTenant(tenant).sql`delete from call`
      const { json, stderr } = await replay(path.join(dataDir, file))
      console.log(file, json, stderr.split("\n").at(-2))
      const { json: figures } = await report(from, to)
      expect(figures).toMatchObject({
        records: sums[0],
        answered: sums[1],
        direct: sums[2],
        abandonedInQueue: sums[3],
        hungUpInIvr: sums[4],
        asaSec: means[0],
        talkSec: means[1],
        abandonmentRate: means[2],
        serviceLevel: { A: levels[0], B: levels[1], C: levels[2], D: levels[3] },
      })
    },
    300_000,
  )
})
