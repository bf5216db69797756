import { expect, test } from "vitest"
import * as z from "zod"
import { eventBodySchema, type EventBody } from "./event"
import { codecOf } from "./packed"

const events = codecOf(eventBodySchema)
const id = "7f9c24e5-9b0e-4c5b-8f43-3f1d1c1f2b11"

const bodies: EventBody[] = [
  {
    type: "opened",
    ticketId: id,
    number: 7,
    flowId: id,
    versionId: id,
    title: "",
    origin: { type: "manual" },
    initiatorId: null,
    variables: { amount: 12, note: null, list: ["a"] },
  },
  { type: "entered", tokenId: "t1", activationId: "a2", nodeId: "start", visit: 1, edgeId: null },
  {
    type: "dispatched",
    activationId: "a2",
    todos: [{ id: "d3", assigneeId: id, seat: 0, state: "active", reason: { en: "x", zh: "y" } }],
    need: 1,
    clock: { targetMin: 60, startedAt: 1, dueAt: 2, tiers: [{ level: 1, at: 2 }] },
    empty: null,
  },
  { type: "set", priority: "high" },
  { type: "commented", comment: "…" },
]

test("an event comes back as it was, optional parts absent", () => {
  for (const body of bodies) {
    const stored: unknown = JSON.parse(JSON.stringify(events.pack(body)))
    expect(events.unpack(stored as never)).toEqual(body)
  }
})

test("keys are left out, those of a record stay", () => {
  expect(JSON.stringify(events.pack(bodies[1]!))).toBe('[1,"t1","a2","start",1]')
  expect(JSON.stringify(events.pack(bodies[0]!))).toContain('"amount":12')
})

test("every kind of event can be packed, and none is optional and nullable at once", () => {
  for (const option of eventBodySchema.options)
    for (const [key, schema] of Object.entries(option.shape)) {
      const both = schema instanceof z.ZodOptional && schema.safeParse(null).success
      expect({ type: option.shape.type.value, key, both }).toMatchObject({ both: false })
    }
})

test("what was written before an object grew is read without the new part", () => {
  const before = codecOf(z.strictObject({ a: z.number() }))
  const now = codecOf(z.strictObject({ a: z.number(), b: z.number().optional() }))
  expect(now.unpack(before.pack({ a: 1 }))).toEqual({ a: 1 })
})

test("stored nonsense is refused", () => {
  expect(() => events.unpack([99])).toThrow()
  expect(() => events.unpack({ type: "commented" })).toThrow()
  expect(() => events.unpack([1, "t1"])).toThrow()
})
