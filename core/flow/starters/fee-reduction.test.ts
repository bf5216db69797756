import { describe, expect, it } from "vitest"
import { toExecutable } from "@/core/flow/executable"
import { Drive, minute, monday9, runnable } from "@/core/ticket/testing/drive"
import { directory, ids } from "@/core/ticket/testing/tenant"
import { starterFlows } from "./starters"
import type { DraftGraph } from "../graph"

const [feeReduction, complaint] = starterFlows({
  locale: "en",
  homeUnitId: ids.units.team,
  administratorIds: [ids.owner],
}).map((starter) => starter.draft) as [DraftGraph, DraftGraph]

function opened(amount: number): Drive {
  return new Drive(runnable(feeReduction)).open({ amount, reason: "loyalty" })
}

describe("starter flows", () => {
  it.each(["en", "zh"] as const)("may be published in a tenant of one owner, without a warning (%s)", (locale) => {
    const alone = {
      people: directory.people.slice(0, 1),
      units: [{ ...directory.units[0]!, headId: ids.owner }],
      skillGroups: [],
    }
    for (const { draft } of starterFlows({ locale, homeUnitId: ids.units.department, administratorIds: [ids.owner] })) {
      const result = toExecutable(draft, { directory: alone, calendarIds: [] })
      expect(result).toMatchObject({ ok: true })
      expect(result.ok && result.warnings.filter((warning) => warning.code !== "nobodyNow")).toEqual([])
    }
  })
})

describe("fee reduction", () => {
  it.each([
    [1, ["supervisor"]],
    [49_999, ["supervisor"]],
    [50_000, ["supervisor", "manager"]],
    [200_000, ["supervisor", "manager"]],
    [200_001, ["supervisor", "manager", "head"]],
  ])("of %i is approved by %j", (amount, approvers) => {
    const ticket = opened(amount)
    const asked: string[] = []
    while (ticket.now.status === "open") {
      const todo = ticket.todo()
      expect(todo.assigneeId).toBe(ids[todo.nodeId as "head"])
      asked.push(todo.nodeId)
      expect(ticket.decide("approve")).toMatchObject({ type: "events" })
    }
    expect(asked).toEqual(approvers)
    expect(ticket.now.resolution).toBe("waived")
  })

  it("ends as rejected at the first rejection", () => {
    const ticket = opened(1_000_000)
    ticket.decide("approve")
    ticket.decide("reject")
    expect(ticket.now).toMatchObject({ status: "closed", resolution: "rejected", todos: {}, tokens: {} })
  })

  it("warns the supervisor an hour after dispatch, then by SMS, then by phone", () => {
    const ticket = opened(100)
    const { id } = ticket.todo()
    const tick = (min: number) => ticket.send("timer", { type: "tick", itemId: id }, monday9 + min * minute)
    expect(tick(59)).toMatchObject({ events: [] })
    const at = [60, 75, 90].map((min) => {
      const decision = tick(min)
      return decision.type === "events" ? decision.events : []
    })
    expect(at).toMatchObject([
      [{ type: "breached" }, { type: "warned", level: 1, channels: ["inApp", "wecom"], personIds: [ids.supervisor] }],
      [{ type: "warned", level: 2, channels: ["sms"], personIds: [ids.supervisor, ids.manager] }],
      [{ type: "warned", level: 3, channels: ["phone"] }],
    ])
    expect(tick(91)).toMatchObject({ events: [] })
  })

  it("takes the amount from the supervisor when a call did not say it", () => {
    const ticket = new Drive(runnable(feeReduction))
    ticket.send("call", {
      type: "open",
      ticketId: ids.flow,
      number: 1,
      flowId: ids.flow,
      versionId: ids.version,
      title: "Fee reduction",
      origin: {
        type: "call",
        callId: "c1",
        caller: "13800000000",
        dialled: "95000",
        intent: "fee",
        ivrPath: ["1", "3"],
        customerId: null,
        ruleId: ids.flow,
        ruleName: "Fees",
        matched: [],
      },
      initiatorId: null,
      variables: {},
    })
    expect(ticket.now.title).toBe("Fee reduction 13800000000")
    expect(ticket.todo().assigneeId).toBe(ids.supervisor)
    expect(ticket.decide("approve")).toMatchObject({
      type: "refused",
      problems: [{ code: "fieldMissing" }, { code: "fieldMissing" }],
    })
    ticket.decide("approve", { fields: { amount: 100, reason: "other" } })
    expect(ticket.now.resolution).toBe("waived")
  })
})

describe("complaint", () => {
  it("goes back to handling while the customer is not satisfied", () => {
    const ticket = new Drive(runnable(complaint)).open({ subject: "Charged twice" })
    const handlers: string[] = []
    for (const outcome of ["unsatisfied", "satisfied"]) {
      handlers.push(ticket.todo().assigneeId)
      ticket.decide("done", { fields: { result: "Refunded" } })
      ticket.decide("done", { outcome, fields: { score: outcome === "satisfied" ? 5 : 2 } })
    }
    expect(ticket.now).toMatchObject({ status: "closed", resolution: "resolved", variables: { score: 5 } })
    expect(handlers[0]).not.toBe(handlers[1])
    expect(ticket.types()).toContain("reminded")
  })
})
