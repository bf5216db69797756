import { randomUUID } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { idPaths, looseObjects } from "./testing/id-paths"
import { matrixRoutes, matrixSamples } from "./testing/matrix-samples"
import {
  call,
  inputsOf,
  leavesOf,
  procedures,
  replaced,
  sampleOf,
  valueAt,
  world,
  type Leaf,
} from "./testing/procedures"
import type { World } from "./testing/samples"

// Every procedure behind api/trpc is called by tenant B with each id of tenant A, and with an id nobody has: the two answers must be the same,
// nothing of A may be in them, and at the end nothing of A may have changed.

let database: TestDatabase
let admin: postgres.Sql
let a: World
let b: World
let before: string

/** Written a moment after the events that a sample sends in; says nothing that a call of B could have caused. */
const WRITTEN_LATER: Record<string, string> = {
  connector: "- array['last_event_at', 'last_received_at', 'received', 'duplicates', 'state', 'state_at']",
}

beforeAll(async () => {
  vi.stubEnv("FIRSTCALL_SIGN_UPS_PER_HOUR", "10000")
  database = await createTestDatabase()
  admin = postgres(database.adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
  ;[a, b] = [await world(), await world()]
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await admin.end()
  await closeClients()
  await database.drop()
})

/** The same kind of name as `value`, of something nobody has. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const absentLike = (value: string) =>
  UUID.test(value) ? randomUUID() : value.replace(/[0-9a-z]/gi, (sign) => (/\d/.test(sign) ? "7" : "q"))

/** What is left of an answer when everything that differs from call to call anyway is left out. */
const shapeOf = (outcome: unknown) =>
  JSON.stringify(outcome)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<instant>")
    .replaceAll(/"[A-Za-z0-9_-]{32}"/g, '"<token>"')
    .replaceAll(/(whsec_)?[A-Za-z0-9+/_-]{40,}={0,2}/g, "<secret>")
    .replaceAll(/\d{13}/g, "<ms>")
    .replaceAll(/"number":\d+/g, '"number":0')

const pathOf = (at: Leaf["at"]) => at.map((key) => (typeof key === "number" ? "[]" : key)).join(".")

describe("every procedure", () => {
  it("has a sample, and there is none for a procedure that has gone", () => {
    const sampled = Object.entries(matrixSamples).flatMap(([noun, samples]) =>
      Object.keys(samples).map((name) => `${noun}.${name}`),
    )
    expect(new Set(sampled)).toEqual(new Set(procedures.map(({ path }) => path)))
    expect(procedures.length).toBeGreaterThan(40)
  })

  it("says what it answers, and takes nothing that it does not know", () => {
    for (const { path, inputs, output } of procedures) {
      expect(output, `${path} has no .output()`).toBeDefined()
      for (const input of inputs) expect(looseObjects(input), `${path} takes unknown fields`).toEqual([])
    }
  })

  it("with an id in its input has it in its sample", async () => {
    for (const { path, inputs } of procedures) {
      const wanted = new Set(inputs.flatMap((input) => idPaths(input)))
      const differing = new Set<string>()
      for (const input of inputsOf(sampleOf(path))) {
        const [ofA, ofB] = [await input(a), await input(b)]
        for (const { at, value } of leavesOf(ofA)) if (valueAt(ofB, at) !== value) differing.add(pathOf(at))
      }
      for (const field of wanted) {
        if (field.includes("{}") || path === "tenant.signUp") continue
        expect([...differing], `${path}: the sample gives no id of the tenant's own for ${field}`).toContain(field)
      }
    }
  }, 120_000)
})

describe("tenant B, with the ids of tenant A:", () => {
  beforeAll(async () => {
    // A has something of everything before its picture is taken.
    for (const { path } of procedures) await sampleOf(path).input(a)
    before = await pictureOf(a)
  }, 120_000)

  const cases = procedures.flatMap((procedure) =>
    inputsOf(sampleOf(procedure.path)).map((input, index) => ({
      ...procedure,
      input,
      title: index === 0 ? procedure.path : `${procedure.path} (${index + 1})`,
    })),
  )
  it.each(cases)("$title", async ({ path, inputs, isPublic, input }) => {
    const sample = { ...sampleOf(path), input }
    // Foreign ids are made once, then A's picture is taken again: making them changes A, using them must not.
    const foreign = await sample.input(a)
    before = await pictureOf(a)
    const own = await sample.input(b)
    const named = new Set(inputs.flatMap((input) => idPaths(input)))
    const fields = leavesOf(foreign).filter(
      ({ at, value }) =>
        (named.has(pathOf(at)) || UUID.test(String(value))) &&
        // Text that B itself sends in is no answer about A.
        value !== a.canary &&
        typeof valueAt(own, at) === "string" &&
        valueAt(own, at) !== value,
    )

    for (const { at, value } of fields) {
      const [withForeign, withAbsent] = [
        replaced(await sample.input(b), at, value),
        replaced(await sample.input(b), at, absentLike(String(value))),
      ]
      const answer = await call(b, path, withForeign)
      expect(JSON.stringify(answer), `${path} ${pathOf(at)}`).not.toContain(a.canary)
      if (sample.capabilities?.[pathOf(at)]) continue
      expect(shapeOf(answer), `${path} ${pathOf(at)}`).toBe(shapeOf(await call(b, path, withAbsent)))
    }
    // All of its ids at once. A link carries its own tenant, and whoever has it may use it.
    if (!isPublic) {
      const onlyIds = JSON.parse((JSON.stringify(foreign) ?? "null").replaceAll(a.canary, b.canary)) as unknown
      expect(JSON.stringify(await call(b, path, onlyIds ?? undefined))).not.toContain(a.canary)
    }
    expect(await pictureOf(a), `${path} changed something of the other tenant`).toBe(before)

    // And the sample is good: with B's own ids it does what it is for.
    const answer = await call(b, path, await sample.input(b))
    if (sample.refusedWith) expect(answer).toMatchObject({ refused: sample.refusedWith })
    else expect(answer, `${path}: the sample is not valid`).toHaveProperty("answer")
  })

  it("finds its own canary where it should, so the search above is a search", async () => {
    for (const path of ["people.list", "people.me", "flow.list", "ticket.get", "tenant.current", "telephony.calls"]) {
      const answer = JSON.stringify(await call(b, path, await sampleOf(path).input(b)))
      expect(answer, path).toContain(b.canary)
      expect(answer, path).not.toContain(a.canary)
    }
  })
})

/** A hash over every row of every table of a tenant. */
async function pictureOf({ session }: World): Promise<string> {
  const { schema } = session.tenant
  const tables = await admin<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = ${schema} order by 1`
  const hashes = await admin.unsafe<{ hash: string }[]>(
    tables
      .map(
        ({ name }) =>
          `select '${name}' || coalesce(md5(string_agg(row, '' order by row)), '') as hash from
            (select md5((to_jsonb(t) ${WRITTEN_LATER[name] ?? ""})::text) as row from ${schema}.${name} as t) as rows`,
      )
      .join(" union all "),
  )
  // The parts of a union that Postgres works on in parallel come in any order.
  return hashes
    .map(({ hash }) => hash)
    .sort()
    .join("\n")
}

describe("the routes", () => {
  it("all have a test that calls them with another tenant's ids, or know no tenant", async () => {
    const files = (await readdir("app", { recursive: true })).filter((file) => /(^|\/)route\.tsx?$/.test(file))
    const routes = files.map((file) => file.replace(/\/route\.tsx?$/, "").replaceAll(/\([^)]+\)\//g, ""))
    expect(new Set(Object.keys(matrixRoutes))).toEqual(new Set(routes))
    for (const [route, entry] of Object.entries(matrixRoutes))
      if ("test" in entry)
        expect(
          (await readFile(entry.test, "utf8")).includes(route.split("/[")[0] ?? ""),
          `${entry.test} does not name ${route}`,
        ).toBe(true)
  })
})
