import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { eventBodySchema, ticketEventSchema, type EventBody, type TicketEvent } from "@/core/ticket/event"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { playTicket, randomChoices } from "@/core/ticket/testing/run-engine"
import { Drive, minute, monday9, runnable } from "@/core/ticket/testing/drive"
import { approvalFlow, edge, flowOf, node } from "@/core/ticket/testing/small-flow"
import { directory, facts, ids } from "@/core/ticket/testing/tenant"
import { eventLook } from "./event-icon"
import { eventNames } from "./event-names"
import { eventComment, eventSentence } from "./event-text"
import { events, flowNames, li, people, wang, zhao } from "./testing-trace"

const names = eventNames({ events, ...flowNames, people, timeZone: "Asia/Shanghai" })
const said = (event: TicketEvent) => eventSentence(event, names)
const find = (type: EventBody["type"]) => events.filter((event) => event.body.type === type)
const withBody = (event: TicketEvent, body: EventBody): TicketEvent => ({ ...event, body })

describe("the trace used here", () => {
  it("is made of events the schema accepts", () => {
    for (const event of events) expect(() => ticketEventSchema.parse(event)).not.toThrow()
  })
})

/** What random tickets seldom meet: somebody acknowledges a warning, and the calendar changes. */
function warnedAndRescheduled() {
  const tiers = [50, 75].map((percent) => ({
    at: { type: "percent" as const, percent },
    audience: [{ type: "assignee" as const }],
    channels: ["inApp" as const],
  }))
  const flow = approvalFlow({ sla: { targetMin: 60, calendarId: null, tiers } })
  const slas = [{ id: "s1", name: "Solved", targetMin: 120, calendarId: null, tiers: [] }]
  const draft = { ...flow, settings: { ...flow.settings, slas } }
  const world = { ...facts }
  const ticket = new Drive(runnable(draft), world).open({ amount: 1 })
  const todo = ticket.active()[0]!
  ticket.send("timer", { type: "tick", itemId: todo.id }, monday9 + 31 * minute)
  ticket.send(todo.assigneeId, { type: "acknowledge", todoId: todo.id, minutes: 30 })
  const fromTen = Array.from({ length: 7 }, () => [{ fromMin: 600, toMin: 1440 }])
  Object.assign(world, { calendars: { default: { timeZone: "Asia/Shanghai", weekly: fromTen, days: [] } } })
  ticket.send("system", { type: "reschedule" })
  ticket.migrate(runnable(draft), { clocks: "restart" })
  return { draft, events: ticket.events }
}

/** What they seldom meet either: a rejection in a branch that waits for the others. */
function branchRejected() {
  const single = (id: string, personId: string) => {
    const [vote] = approvalFlow({ people: { type: "named", personIds: [personId] } }).nodes.slice(1)
    return { ...vote!, id, name: id }
  }
  const [ada, bo] = ids.agents
  const draft = flowOf(
    [
      node("split", "parallel", { onReject: "wait" }),
      single("a", ada),
      single("b", bo),
      node("join", "join", { wait: "all", count: 1, rest: "cancel" }),
    ],
    [
      edge("start.next", "split"),
      edge("split.route", "a"),
      edge("split.route", "b"),
      edge("a.approved", "join"),
      edge("b.approved", "join"),
      edge("join.next", "close"),
    ],
  )
  const ticket = new Drive(runnable(draft), { ...facts }).open({ amount: 1 })
  ticket.decide("reject", { by: ada })
  ticket.decide("approve", { by: bo })
  return { draft, events: ticket.events }
}

describe("eventText, of random tickets", () => {
  it("says every type of event in both languages without a hole", () => {
    const types = new Set<string>()
    const samples = fc.sample(fc.tuple(randomFlow, randomChoices), { numRuns: 1000, seed: 1 })
    const played = samples.map(([draft, choices]) => ({ draft, events: playTicket(draft, choices, () => {}).events }))
    for (const { draft, events } of [...played, warnedAndRescheduled(), branchRejected()]) {
      const people = Object.fromEntries(directory.people.map(({ id, name }) => [id, { name }]))
      const nodeNames = Object.fromEntries(draft.nodes.map(({ id, name }) => [id, name]))
      const names = eventNames({
        events,
        fields: draft.fields,
        nodeNames,
        people,
        timeZone: "Asia/Shanghai",
      })
      for (const event of events) {
        types.add(event.body.type)
        const { en, zh } = eventSentence(event, names)
        for (const text of [en, zh]) expect(text).not.toMatch(/undefined|null|NaN|\[object|\?”|former member/)
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).not.toMatch(/[，。、：]/)
        expect(eventLook(event.body).icon).toBeDefined()
      }
    }
    const all = eventBodySchema.options.map((option) => option.shape.type.value)
    expect(all.filter((type) => !types.has(type))).toEqual([])
  })
})

describe("eventText", () => {
  it("says every event in both languages without a hole", () => {
    for (const event of events) {
      const { en, zh } = said(event)
      for (const text of [en, zh]) {
        expect(text).not.toMatch(/undefined|null|NaN|\[object|\?”/)
        expect(text.length).toBeGreaterThan(3)
      }
      // English words in a Chinese sentence are names and values only.
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).not.toMatch(/[，。、：]/)
    }
  })

  it.each<[string, number, string, string]>([
    [
      "opened",
      0,
      "Call from 13800001234 opened the ticket by rule “Fee reductions”",
      "来电 13800001234 自动建单，命中规则“Fee reductions”",
    ],
    [
      "dispatched",
      0,
      "“Supervisor approval” goes to Wang Min; due Nov 2, 10:00",
      "“Supervisor approval”分派给 Wang Min，11月2日 10:00 到期",
    ],
    [
      "dispatched",
      1,
      "“Department heads” goes to Wang Min, Zhao Lei; 1 of 2 must agree; due Nov 2, 13:00",
      "“Department heads”分派给 Wang Min、Zhao Lei，需 1/2 人同意，11月2日 13:00 到期",
    ],
    [
      "warned",
      0,
      "Warning tier 1 for “Supervisor approval” to Wang Min by in-app, SMS",
      "“Supervisor approval”第 1 级预警，通知 Wang Min（站内信、短信）",
    ],
    ["breached", 0, "“Supervisor approval” is overdue with Wang Min", "“Supervisor approval”已超时，处理人 Wang Min"],
    [
      "transferred",
      0,
      "Wang Min handed “Supervisor approval” to Li Na",
      "Wang Min 把“Supervisor approval”转办给 Li Na",
    ],
    ["decided", 0, "Li Na approved “Supervisor approval”", "Li Na 同意了“Supervisor approval”"],
    ["cancelled", 0, "No longer needed, the decision is made: Zhao Lei", "已有结论，其余待办取消：Zhao Lei"],
    ["set", 0, "Set: priority high, category “fees”", "优先级设为高，分类设为“fees”"],
    ["closed", 0, "Ticket closed: Fee reduced", "工单关闭：已减免"],
  ])("%s #%i", (type, index, en, zh) => {
    expect(said(find(type as EventBody["type"])[index]!)).toEqual({ en, zh })
  })

  it("names the holder a todo had at that moment, not the last one", () => {
    const warned = find("breached")[0]!
    expect(said(warned).en).toContain("Wang Min")
    expect(said({ ...warned, seq: events.length + 1 }).en).toContain("Li Na")
  })

  it("tells who moved somebody else's todo", () => {
    const transfer = find("transferred")[0]!
    expect(said({ ...transfer, by: zhao }).en).toBe("Zhao Lei moved “Supervisor approval” from Wang Min to Li Na")
  })

  it("says what the empty rule did when it named nobody", () => {
    const event = find("dispatched")[0]!
    const body = { ...event.body, todos: [], clock: null, empty: "pass" } as EventBody
    expect(said(withBody(event, body))).toEqual({
      en: "Nobody was found for “Supervisor approval”: by rule it passes",
      zh: "“Supervisor approval”没有找到处理人，按规则自动通过",
    })
    const named = { ...event.body, empty: "named" } as EventBody
    expect(said(withBody(event, named)).zh).toContain("按规则交给 Wang Min")
  })

  it("names who was passed over and why, but nobody who only was named twice", () => {
    const event = find("dispatched")[0]!
    const passedOver = [
      { personId: li, why: "full" },
      { personId: wang, why: "repeat" },
      { personId: zhao, why: "away" },
    ]
    const { en, zh } = said(withBody(event, { ...event.body, passedOver } as EventBody))
    expect(en).toMatch(/; passed over: Li Na \(at capacity\), Zhao Lei \(away\)$/)
    expect(zh).toMatch(/；未分派给 Li Na（待办已满）、Zhao Lei（不在岗）$/)
    const nobodyLeft = { ...event.body, todos: [], clock: null, empty: "pass", passedOver } as EventBody
    expect(said(withBody(event, nobodyLeft)).en).toMatch(/by rule it passes; passed over: Li Na/)
  })

  it("lists four people and counts the rest", () => {
    const event = find("reminded")[0]!
    const body = { ...event.body, personIds: [wang, li, zhao, wang, li, zhao] } as EventBody
    expect(said(withBody(event, body)).en).toContain("Wang Min, Li Na, Zhao Lei, Wang Min and 2 more")
    expect(said(withBody(event, body)).zh).toContain("等 6 人")
  })

  it("counts votes where somebody has more than one", () => {
    const event = find("dispatched")[1]!
    if (event.body.type !== "dispatched") throw new Error("not a dispatch")
    const todos = event.body.todos.map((todo, index) => ({ ...todo, ...(index === 0 && { weight: 3 }) }))
    const { en, zh } = said(withBody(event, { ...event.body, todos, need: 3 }))
    expect(en).toContain(`3 of ${todos.length + 2} votes are needed`)
    expect(zh).toContain(`需 3/${todos.length + 2} 票同意`)
  })

  it("says that an approval counts only once those asked to sign after have agreed", () => {
    const event = find("decided")[0]!
    const { en, zh } = said(withBody(event, { ...event.body, pending: true } as EventBody))
    expect(en).toBe("Li Na approved “Supervisor approval”; it counts once those asked to sign afterwards agree")
    expect(zh).toBe("Li Na 同意了“Supervisor approval”，待后加签人同意后生效")
  })

  it("says when a join goes on without the others", () => {
    const { body } = find("entered")[1]!
    const activationId = body.type === "entered" ? body.activationId : ""
    const joined = { type: "joined" as const, activationId, tokenId: "t1", others: ["t2"], leaves: null }
    const event = find("completed")[0]!
    expect(said(withBody(event, { ...joined, early: false })).en).toBe(
      "“Supervisor approval” goes on: 2 branches have arrived",
    )
    expect(said(withBody(event, { ...joined, early: true })).zh).toContain("其余分支到此为止")
  })

  it("keeps a trace readable when somebody has left", () => {
    const without = eventNames({ events, ...flowNames, people: {}, timeZone: "Asia/Shanghai" })
    expect(eventSentence(find("decided")[0]!, without)).toEqual({
      en: "a former member approved “Supervisor approval”",
      zh: "已离开的成员 同意了“Supervisor approval”",
    })
  })
})

describe("eventComment", () => {
  it("is what was written, and null for an empty text", () => {
    expect(find("decided").map(eventComment)).toEqual(["Good customer", null])
    expect(eventComment(find("commented")[0]!)).toBe("I agree")
    expect(eventComment(find("entered")[0]!)).toBeNull()
  })
})

describe("eventLook", () => {
  it("shows a rejection unlike an approval", () => {
    const approval = find("decided")[0]!.body
    expect(eventLook(approval).meaning).toBe("ok")
    expect(eventLook({ ...approval, decision: "reject" } as EventBody).meaning).toBe("breached")
  })
})
