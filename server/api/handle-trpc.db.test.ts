import fc from "fast-check"
import superjson from "superjson"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { closeClients } from "@/db/close-clients"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { log } from "@/server/log"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { BATCH_MAX, handleTrpc } from "./handle-trpc"
import { appRouter } from "./router"

const ORIGIN = "https://hotline.example.com"

let database: TestDatabase
let session: Session
beforeAll(async () => {
  database = await createTestDatabase()
  session = (await createTestTenant()).session
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

type Shape = {
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: BodyInit | undefined
  duplex?: "half"
}

const sameOrigin = { "sec-fetch-site": "same-origin", origin: ORIGIN, host: "hotline.example.com" }
const json = { ...sameOrigin, "content-type": "application/json" }

/** Sends a request the way the route does. */
const send = ({ path = "people.setPresence", method = "POST", ...init }: Shape, as: Session | null = session) =>
  handleTrpc(new Request(`${ORIGIN}/api/trpc/${path}`, { method, ...init } as RequestInit), () => Promise.resolve(as))

const bodyOf = (input: unknown) => JSON.stringify(superjson.serialize(input))
const setPresence = (headers: Record<string, string> = json) => ({ headers, body: bodyOf({ state: "online" }) })

describe("a request from a page of ours", () => {
  it("is answered, and no cache keeps the answer", async () => {
    const answer = await send(setPresence())
    expect(answer.status).toBe(200)
    expect(answer.headers.get("cache-control")).toBe("no-store")
    expect(await answer.json()).toMatchObject({ result: { data: { json: { state: "online" } } } })
  })

  it("may name a character set, and may come without Sec-Fetch-Site when its origin is the host", async () => {
    expect((await send(setPresence({ ...json, "content-type": "application/json; charset=utf-8" }))).status).toBe(200)
    const { "sec-fetch-site": _, ...older } = json
    expect((await send(setPresence(older))).status).toBe(200)
    const reading = { method: "GET", path: "people.me", headers: { host: "hotline.example.com" } }
    expect((await send(reading)).status).toBe(200)
  })
})

describe("a request from elsewhere", () => {
  const sites = ["cross-site", "same-site", "none", undefined]
  const origins = [
    "https://evil.example",
    "null",
    `${ORIGIN}.evil.example`,
    "https://sub.hotline.example.com",
    "not a url",
    undefined,
  ]
  const types = [
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    undefined,
  ]
  const shapes = sites.flatMap((site) => origins.flatMap((origin) => types.map((type) => ({ site, origin, type }))))

  it(`is refused in all ${shapes.length} shapes`, async () => {
    expect(shapes.length).toBeGreaterThan(40)
    for (const { site, origin, type } of shapes) {
      const headers = {
        host: "hotline.example.com",
        ...(site && { "sec-fetch-site": site }),
        ...(origin && { origin }),
        ...(type && { "content-type": type }),
      }
      const answer = await send(setPresence(headers))
      expect(answer.status, JSON.stringify(headers)).toBe(403)
      expect(answer.headers.get("access-control-allow-origin")).toBeNull()
    }
  })

  it("may not even read when it says it is from another site", async () => {
    const host = "hotline.example.com"
    const strangers: Record<string, string>[] = [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "https://evil.example", host },
      { origin: "null", host },
    ]
    for (const headers of strangers)
      expect((await send({ method: "GET", path: "people.me", headers })).status).toBe(403)
  })
})

describe("what can be written", () => {
  it("takes JSON and nothing that a form could send", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/jsonp",
      "text/json",
      "",
    ])
      expect((await send(setPresence({ ...json, "content-type": type }))).status, type).toBe(415)
  })

  it("takes POST: no GET, no other method, no override", async () => {
    const input = encodeURIComponent(bodyOf({ state: "busy" }))
    expect((await send({ method: "GET", path: `people.setPresence?input=${input}`, headers: sameOrigin })).status).toBe(
      405,
    )
    for (const method of ["PUT", "PATCH", "DELETE"])
      expect((await send({ ...setPresence(), method })).status, method).toBeGreaterThanOrEqual(400)
    const override = { ...json, "x-http-method-override": "POST", "x-method-override": "POST" }
    expect((await send({ method: "GET", path: `people.setPresence?input=${input}`, headers: override })).status).toBe(
      405,
    )
  })

  it("is at most 256 KB, whatever the header says, and at most 20 calls", async () => {
    const big = "x".repeat(300_000)
    expect((await send({ headers: json, body: bodyOf({ state: big }) })).status).toBe(413)
    // A whole flow may be larger, and no larger than a flow may be.
    const path = "flow.saveDraft"
    expect((await send({ path, headers: json, body: bodyOf({ draft: big }) })).status).toBe(400)
    expect((await send({ path, headers: json, body: bodyOf({ draft: "x".repeat(2_200_000) }) })).status).toBe(413)
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536
        if (sent > 50_000_000) controller.close()
        else controller.enqueue(new Uint8Array(65_536).fill(32))
      },
    })
    expect((await send({ headers: json, body: endless, duplex: "half" })).status).toBe(413)
    expect(sent).toBeLessThan(1_000_000)

    const batch = async (count: number) => {
      const path = `${Array(count).fill("people.setPresence").join()}?batch=1`
      const body = JSON.stringify(
        Object.fromEntries(Array.from({ length: count }, (_, at) => [at, superjson.serialize({ state: "online" })])),
      )
      return (await send({ path, headers: json, body })).status
    }
    expect(await batch(BATCH_MAX)).toBe(200)
    expect(await batch(BATCH_MAX + 1)).toBe(400)
    expect(await batch(2_000)).toBeGreaterThanOrEqual(400)
  })
})

describe("what is refused", () => {
  const problemsOf = async (input: unknown) => {
    const answer = await send({ headers: json, body: bodyOf(input) })
    const { error } = (await answer.json()) as {
      error?: {
        json: { data: { app: { code: string; problems: { place: { field: string }; text: { zh: string } }[] } } }
      }
    }
    return {
      status: answer.status,
      code: error?.json.data.app.code,
      fields: error?.json.data.app.problems.map(({ place }) => place.field),
      zh: error?.json.data.app.problems[0]?.text.zh,
    }
  }

  it("names the field, in both languages, and knows no fields but its own", async () => {
    expect(await problemsOf({ state: "asleep" })).toMatchObject({ status: 400, code: "INVALID", fields: ["state"] })
    expect((await problemsOf({ state: 7 })).zh).toMatch(/[\u4e00-\u9fff]/)
    for (const extra of ["role", "tenantId", "version", "personId", "__proto__x"])
      expect(await problemsOf({ state: "online", [extra]: "x" })).toMatchObject({ status: 400, code: "INVALID" })
  })

  it("is text no database can store", async () => {
    for (const reason of ["\u0000", "a\u0000b", "\ud800", "x\udc00"])
      expect(await problemsOf({ state: "online", reason })).toMatchObject({ status: 400, code: "INVALID" })
    expect(await problemsOf({ state: "online", reason: "🎧 午休" })).toMatchObject({ status: 200 })
  })

  it("is a session that is none", async () => {
    const answer = await send(setPresence(), null)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({
      error: { json: { data: { code: "UNAUTHORIZED", app: { code: "UNAUTHENTICATED" } } } },
    })
  })
})

it("a fault of ours is logged once and told without a word of what it was", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {})
  const broken = { ...session, tenant: { ...session.tenant, schema: "not a schema" } }
  const answer = await send(setPresence(), broken)
  const text = await answer.text()
  expect(answer.status).toBe(500)
  expect(text).not.toMatch(/schema|Error|\.ts|stack|at /)
  expect(logged).toHaveBeenCalledOnce()
  logged.mockRestore()
})

it("no body, however odd, makes a fault or shows a stack", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {})
  // Of these each call costs a password's hash or a tenant; their checks come before that and are tested on their own.
  const procedures = Object.entries(appRouter._def.procedures)
    .filter(([path]) => !["tenant.signUp", "people.join", "people.changePassword"].includes(path))
    .map(([path, procedure]) => ({
      path,
      method: (procedure as unknown as { _def: { type: string } })._def.type === "query" ? "GET" : "POST",
    }))
  const known = fc.constantFrom(
    session.person.id,
    session.tenant.id,
    session.tenant.slug,
    "",
    null,
    -1,
    1e308,
    "'; drop table person; --",
    "constructor",
    "\ud800",
    "9999-12-31",
    "x".repeat(5_000),
  )
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      known,
      fc.json().map((text) => JSON.parse(text) as unknown),
      fc.dictionary(field, tie("any"), { maxKeys: 6 }),
      fc.array(tie("any"), { maxLength: 4 }),
    ),
  })).any
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...procedures), value, fc.boolean(), async ({ path, method }, input, isRaw) => {
      const text = isRaw ? JSON.stringify(input) : JSON.stringify({ json: input })
      const answer =
        method === "GET"
          ? await send({
              method,
              path: `${path}?input=${encodeURIComponent(text.toWellFormed())}`,
              headers: sameOrigin,
            })
          : await send({ method, path, headers: json, body: text })
      const body = await answer.text()
      expect(answer.status, `${path} ${text} ${body}`).toBeLessThan(500)
      expect(body).not.toMatch(/node_modules|\.ts:\d/)
    }),
    { numRuns: 2_000, seed: 20_261_122 },
  )
  logged.mockRestore()
}, 240_000)

/** Names that occur in inputs, so that some of the odd bodies get further than the first check. */
const field = fc.constantFrom(
  "id",
  "personId",
  "unitId",
  "flowId",
  "ticketId",
  "todoId",
  "roles",
  "name",
  "state",
  "reason",
  "active",
  "limit",
  "cursor",
  "after",
  "key",
  "locale",
  "version",
  "versionId",
  "graph",
  "draft",
  "revision",
  "message",
  "filter",
  "status",
  "search",
  "variables",
  "json",
  "meta",
  "__proto__",
  "constructor",
  "toString",
)
