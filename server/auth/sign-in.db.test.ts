import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeClients } from "@/db/close-clients"
import { gateway } from "@/db/gateway"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import { AppError } from "@/server/api/app-error"
import { createTestTenant, TEST_PASSWORD } from "@/server/tenant/testing/create-test-tenant"
import { sweepAllowances, takeAllowance } from "./allowance"
import { authOptions } from "./options"
import { signIn } from "./sign-in"

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})

const HOUR_MS = 3_600_000
let addresses = 0
const newAddress = () => `10.2.${(addresses += 1) >> 8}.${addresses & 255}`

/** What a guess is answered with. */
const guess = async (request: Parameters<typeof signIn>[0]): Promise<"wrong" | "right" | "refused"> => {
  try {
    return (await signIn(request)) ? "right" : "wrong"
  } catch (error) {
    if (error instanceof AppError && error.code === "RATE_LIMITED") return "refused"
    throw error
  }
}

it("knows the right password, whatever the case of the address, and no other", async () => {
  const { session } = await createTestTenant()
  const { email } = session.person
  const request = { email, password: TEST_PASSWORD, address: newAddress() }
  expect(await signIn(request)).toEqual({ accountId: session.accountId, tenantId: session.tenant.id, epoch: 0 })
  expect(await signIn({ ...request, email: ` ${email.toUpperCase()} ` })).not.toBeNull()
  for (const password of [
    `${TEST_PASSWORD} `,
    TEST_PASSWORD.toUpperCase(),
    "",
    "x".repeat(100_000),
    `${TEST_PASSWORD}\u0000`,
  ])
    expect(await signIn({ ...request, address: newAddress(), password })).toBeNull()
})

it("answers alike, and after alike work, whether or not there is an account", async () => {
  const { session } = await createTestTenant()
  const time = async (email: string) => {
    const began = performance.now()
    expect(await signIn({ email, password: "not the password", address: newAddress() })).toBeNull()
    return performance.now() - began
  }
  await time("warm-up@example.com")
  const median = (values: number[]) => values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0
  const [known, unknown]: [number[], number[]] = [[], []]
  for (let round = 0; round < 9; round++) {
    known.push(await time(session.person.email))
    unknown.push(await time(`nobody${round}@example.com`))
  }
  // Without the same work it is 20 to 1.
  expect(median(known) / median(unknown)).toBeGreaterThan(0.5)
  expect(median(known) / median(unknown)).toBeLessThan(2)
})

describe("guessing", () => {
  it("gets at most a hundred answers an hour from however many addresses, and does not lock the owner out", async () => {
    const { session } = await createTestTenant()
    const { email } = session.person
    const start = Date.now()
    const home = newAddress()
    expect(await guess({ email, password: TEST_PASSWORD, address: home, at: start })).toBe("right")
    const counts = { wrong: 0, right: 0, refused: 0 }
    // 3,000 guesses spread over an hour, each from an address of its own, some at once.
    for (let round = 0; round < 300; round++) {
      const at = start + (round * HOUR_MS) / 300
      const results = await Promise.all(
        Array.from({ length: 10 }, () => guess({ email, password: "guess number one", address: newAddress(), at })),
      )
      for (const result of results) counts[result] += 1
    }
    expect(counts.right).toBe(0)
    expect(counts.wrong).toBeLessThanOrEqual(100)
    expect(counts.wrong).toBeGreaterThan(50)
    expect(await guess({ email, password: TEST_PASSWORD, address: home, at: start + HOUR_MS })).toBe("right")
  }, 120_000)

  it("gets ten answers at once from one address, for an account and for none alike", async () => {
    const { session } = await createTestTenant()
    for (const email of [session.person.email, "nobody-at-all@example.com", "not an address"]) {
      const address = newAddress()
      const results = []
      for (let attempt = 0; attempt < 14; attempt++)
        results.push(await guess({ email, password: "wrong password", address }))
      expect(results).toEqual([...Array(10).fill("wrong"), ...Array(4).fill("refused")])
    }
  })

  it("from one address is limited over all accounts", async () => {
    const address = newAddress()
    const results = await Promise.all(
      Array.from({ length: 320 }, (_, index) =>
        takeAllowance(`sign-in address ${address}`, { burst: 300, perHour: 1200 }, 1_000_000 + index),
      ),
    )
    expect(results.filter((retryAfterSec) => retryAfterSec === 0)).toHaveLength(300)
  })
})

describe("an allowance", () => {
  const allowance = { burst: 3, perHour: 60 }

  it("is used up by its burst, comes back by the minute, and says when", async () => {
    const at = 1_800_000_000_000
    const take = (laterSec: number) => takeAllowance("a", allowance, at + laterSec * 1000)
    expect([await take(0), await take(0), await take(0)]).toEqual([0, 0, 0])
    expect(await take(0)).toBe(60)
    expect(await take(59)).toBe(1)
    expect(await take(60)).toBe(0)
    expect(await take(60)).toBe(60)
    expect([await take(4000), await take(4000), await take(4000)]).toEqual([0, 0, 0])
    expect(await take(4000)).toBeGreaterThan(0)
  })

  it("is one for all processes: of fifty at once exactly the burst gets through", async () => {
    const taken = await Promise.all(Array.from({ length: 50 }, () => takeAllowance("b", allowance, 1_800_000_000_000)))
    expect(taken.filter((retryAfterSec) => retryAfterSec === 0)).toHaveLength(3)
  })

  it("keeps neither addresses nor e-mails, and is forgotten once it is whole again", async () => {
    await takeAllowance("sign-in account someone@example.com", allowance)
    const rows = await gateway().sql<{ key: string }[]>`select key from control.rate_limit`
    expect(rows.some(({ key }) => /example|someone|10\.2/.test(key))).toBe(false)
    expect(await sweepAllowances(Date.now() + 48 * HOUR_MS)).toBeGreaterThan(0)
  })
})

it("the sign-in form learns no more than: wrong, too often, or not ready", async () => {
  const { session } = await createTestTenant()
  const [provider] = authOptions().providers as unknown as [
    { options: { authorize: (credentials: unknown, request: { headers: unknown }) => Promise<unknown> } },
  ]
  const authorize = (credentials: unknown) =>
    provider.options.authorize(credentials, { headers: { "x-forwarded-for": newAddress() } })
  expect(await authorize({ email: session.person.email, password: "wrong" })).toBeNull()
  for (const odd of [
    undefined,
    null,
    {},
    { email: 1, password: [] },
    { email: "a@b.c" },
    { email: "x".repeat(9999), password: "x" },
  ])
    expect(await authorize(odd)).toBeNull()
  const user = (await authorize({ email: session.person.email, password: TEST_PASSWORD })) as { claims: object }
  const jwt = authOptions().callbacks?.jwt as unknown as (parts: object) => Promise<object> | object
  expect(await jwt({ token: { name: "Olive", email: "x" }, user })).toEqual(user.claims)
  expect(await jwt({ token: { sub: "x" } })).toEqual({})
  expect(() => jwt({ token: {}, user: { id: "x" } })).toThrow()
})
