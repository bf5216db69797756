import { describe, expect, it } from "vitest"
import { toExecutable } from "@/core/flow/executable"
import type { Values } from "@/core/ticket/event"
import { ticketItem } from "@/core/ticket/waits"
import { Drive, minute, runnable } from "@/core/ticket/testing/drive"
import { directory, ids } from "@/core/ticket/testing/tenant"
import { galleryFlows } from "./starters"

const context = {
  homeUnitId: ids.units.team,
  administratorIds: [ids.owner],
  serviceGroupId: ids.group,
}
const inBoth = [galleryFlows({ ...context, locale: "en" }), galleryFlows({ ...context, locale: "zh" })] as const

describe("the gallery", () => {
  it("has eight flows of a hotline, each with a name and a description in both languages", () => {
    const [en, zh] = inBoth
    expect(en.map(({ key }) => key)).toEqual(zh.map(({ key }) => key))
    expect(new Set(en.map(({ key }) => key)).size).toBe(8)
    for (const { name, description, draft } of en) {
      expect(`${name} ${description}`).toMatch(/^[ -~]+$/)
      for (const node of draft.nodes) expect(node.name).toMatch(/^[ -~]+$/)
    }
    for (const { name, description, draft } of zh) {
      expect(name + description).toMatch(/\p{Script=Han}/u)
      for (const node of [...draft.nodes, ...draft.edges.filter((edge) => edge.name !== "")]) {
        expect(node.name).toMatch(/\p{Script=Han}/u)
      }
    }
  })

  it.each(inBoth.flat().map((starter) => [starter.key, starter] as const))(
    "%s may be published as it is",
    (_, starter) => {
      const result = toExecutable(starter.draft, { directory, calendarIds: [] })
      expect(result).toMatchObject({ ok: true, warnings: [] })
    },
  )

  it.each(inBoth.flat().map((starter) => [starter.key, starter] as const))(
    "%s has a form, a deadline that warns, and people",
    (_, { draft }) => {
      const { nodes } = runnable(draft)
      const steps = [...nodes.values()]
      expect(draft.fields.length).toBeGreaterThan(2)
      const slas = steps.flatMap(({ kind, config }) => kind.sla?.(config) ?? [])
      expect(slas.length).toBeGreaterThan(0)
      for (const { tiers } of slas) expect(tiers.length).toBeGreaterThan(0)
      // No card covers another.
      for (const one of draft.nodes) {
        const close = draft.nodes.filter(
          ({ id, position }) =>
            id !== one.id && Math.abs(position.x - one.position.x) < 264 && Math.abs(position.y - one.position.y) < 80,
        )
        expect(
          close.map(({ id }) => id),
          one.id,
        ).toEqual([])
      }
    },
  )
})

type Answer = [decision: "approve" | "reject" | "done", more?: { outcome?: string; fields?: Values }]

/** What people decide at each step as it comes, and how the ticket ends. */
const ways: [name: string, key: string, open: Values, answers: Record<string, Answer[]>, resolution: string][] = [
  [
    "a small refund asks nobody",
    "refund",
    { order: "A1", amount: 9_900, reason: "twice" },
    { check: [["done", { fields: { isDue: true } }]], pay: [["done", { fields: { paidVia: "original" } }]] },
    "refunded",
  ],
  [
    "a large refund is signed by two",
    "refund",
    { order: "A1", amount: 300_000, reason: "faulty" },
    {
      check: [["done", { fields: { isDue: true } }]],
      manager: [["approve"], ["approve"]],
      pay: [["done", { fields: { paidVia: "bank", receipt: "R1" } }]],
    },
    "refunded",
  ],
  [
    "a refund that is not due",
    "refund",
    { order: "A1", amount: 300_000, reason: "mind" },
    { check: [["done", { fields: { isDue: false } }]] },
    "notDue",
  ],
  [
    "a withdrawal that did not arrive is paid once more",
    "balanceWithdrawal",
    { account: "C7", amount: 500_000, bankCard: "1234" },
    {
      verify: [["done", { fields: { isHolder: true } }]],
      sign: [["approve"], ["approve"]],
      pay: [
        ["done", { fields: { receipt: "R1" } }],
        ["done", { fields: { receipt: "R2" } }],
      ],
      ask: [
        ["done", { outcome: "missing" }],
        ["done", { outcome: "arrived" }],
      ],
    },
    "paidOut",
  ],
  [
    "a withdrawal to somebody else's card",
    "balanceWithdrawal",
    { account: "C7", amount: 500_000, bankCard: "1234" },
    { verify: [["done", { fields: { isHolder: false } }]] },
    "notHolder",
  ],
  [
    "one signature that is refused stops a withdrawal",
    "balanceWithdrawal",
    { account: "C7", amount: 50_000, bankCard: "1234" },
    { verify: [["done", { fields: { isHolder: true } }]], sign: [["reject"]] },
    "rejected",
  ],
  [
    "a modest limit",
    "limitApplication",
    { account: "C7", limitNow: 100_000, limitAsked: 200_000 },
    {
      documents: [["done", { fields: { areDocumentsWhole: true } }]],
      assess: [["done", { fields: { risk: "low" } }]],
      supervisor: [["approve"]],
    },
    "granted",
  ],
  [
    "a risky limit goes to the head of department",
    "limitApplication",
    { account: "C7", limitNow: 100_000, limitAsked: 200_000 },
    {
      documents: [["done", { fields: { areDocumentsWhole: true } }]],
      assess: [["done", { fields: { risk: "high" } }]],
      head: [["approve"]],
    },
    "granted",
  ],
  [
    "a limit without documents",
    "limitApplication",
    { account: "C7", limitNow: 100_000, limitAsked: 200_000 },
    {
      documents: [["done", { fields: { areDocumentsWhole: false } }]],
      assess: [["done", { fields: { risk: "low" } }]],
    },
    "incomplete",
  ],
  [
    "fraud is frozen, then proven and released",
    "identityProblem",
    { account: "C7", problem: "fraud" },
    { freeze: [["done"]], verify: [["done", { fields: { isProven: true } }]], release: [["approve"]] },
    "restored",
  ],
  [
    "a lost number that nobody can prove",
    "identityProblem",
    { account: "C7", problem: "phone" },
    { verify: [["done", { fields: { isProven: false } }]] },
    "unproven",
  ],
  [
    "a call-back that settles it",
    "callBack",
    { topic: "Bill", number: "13800000000", callAt: "2026-05-04T02:00:00Z" },
    { call: [["done", { outcome: "settled", fields: { result: "explained" } }]] },
    "settled",
  ],
  [
    "a call-back that leaves something to do",
    "callBack",
    { topic: "Bill", number: "13800000000", callAt: "2026-05-04T02:00:00Z" },
    { call: [["done", { outcome: "toDo" }]], rest: [["done", { fields: { result: "sent" } }]] },
    "settled",
  ],
  [
    "a customer who is not reached three times",
    "callBack",
    { topic: "Bill", number: "13800000000", callAt: "2026-05-04T02:00:00Z" },
    {
      call: [
        ["done", { outcome: "unreachable" }],
        ["done", { outcome: "unreachable" }],
        ["done", { outcome: "unreachable" }],
      ],
    },
    "unreached",
  ],
  [
    "an outage that lasts two hours",
    "outageNotice",
    { what: "Payment", area: "North", announcement: "We are working on it." },
    {
      text: [["approve"]],
      menu: [["done"]],
      look: [
        ["done", { fields: { isOver: false } }],
        ["done", { fields: { isOver: true } }],
      ],
    },
    "over",
  ],
]

describe.each([
  ["en", inBoth[0]],
  ["zh", inBoth[1]],
] as const)("in the engine (%s)", (_, starters) => {
  it.each(ways)("%s", (_name, key, open, answers, resolution) => {
    const { draft } = starters.find((starter) => starter.key === key)!
    const ticket = new Drive(runnable(draft)).open(open)
    const left = structuredClone(answers)
    for (let step = 0; ticket.now.status === "open"; step++) {
      expect(step, JSON.stringify(ticket.now.activations)).toBeLessThan(40)
      expect(ticket.now.incidents).toEqual({})
      // Whatever waits for a time, waits for it; work in a queue is claimed by somebody of the group.
      const [queued] = ticket.queued()
      if (queued) ticket.send(ids.agents[0], { type: "claim", todoId: queued.id })
      const [todo] = ticket.active()
      if (!todo) {
        ticket.at += 25 * 60 * minute
        ticket.send("timer", { type: "tick", itemId: ticketItem }, ticket.at)
        continue
      }
      const [decision, more] = left[todo.nodeId]?.shift() ?? ["done"]
      expect(ticket.decide(decision, { by: todo.assigneeId, ...more })).toMatchObject({ type: "events" })
    }
    expect(ticket.now.resolution).toBe(resolution)
    expect(Object.values(left).flat()).toEqual([])
  })
})
