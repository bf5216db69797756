import { describe, expect, it } from "vitest"
import { groupAgents, groupOf, inGroupSince, queueRows, waitingCalls } from "./board"
import { emptyGauge, liveAgent, liveCall } from "./testing-live"

describe("waitingCalls", () => {
  it("are those nobody has spoken to, the oldest first, and ringing does not move a row", () => {
    const calls = [
      liveCall("late", { queuedAt: 3000 }),
      liveCall("old", { queuedAt: 1000, outcome: "ringing" }),
      liveCall("direct", { queuedAt: null, offeredAt: 2000, outcome: "ringing" }),
      liveCall("talks", { queuedAt: 500, outcome: "talking" }),
      liveCall("menu", { outcome: "in_ivr" }),
      liveCall("out", { direction: "out", outcome: "ringing" }),
    ]
    expect(waitingCalls(calls).map(({ callId }) => callId)).toEqual(["old", "direct", "late"])
  })
})

describe("agents", () => {
  it.each([
    ["ready", "idle", "ready"],
    ["ready", null, "ready"],
    ["not_ready", "idle", "notReady"],
    ["not_ready", "talking", "talking"],
    ["ready", "hold", "talking"],
    ["ready", "outbound", "talking"],
    ["ready", "reserved", "ringing"],
    [null, "acw", "acw"],
    [null, "idle", "unknown"],
    [null, null, "unknown"],
    ["logged_out", "talking", "loggedOut"],
  ] as const)("%s and %s is %s", (presence, work, group) => expect(groupOf({ presence, work })).toBe(group))

  it("are ready since the end of the last call or since they said so, whichever is later", () => {
    expect(inGroupSince(liveAgent("x", { presenceSince: 1000, workSince: 5000 }))).toBe(5000)
    expect(inGroupSince(liveAgent("x", { presenceSince: 9000, workSince: 5000 }))).toBe(9000)
    expect(inGroupSince(liveAgent("x", { presenceSince: 9000, workSince: null }))).toBe(9000)
    expect(inGroupSince(liveAgent("x", { presence: "not_ready", presenceSince: 1000, workSince: 5000 }))).toBe(1000)
  })

  it("stand in their group by time", () => {
    const agents = [liveAgent("b", { presenceSince: 9000 }), liveAgent("a", { presenceSince: 4000 })]
    expect(groupAgents(agents).ready.map(({ agentId }) => agentId)).toEqual(["a", "b"])
  })
})

describe("queueRows", () => {
  const level = {
    skillGroupId: "g",
    name: "Billing",
    queueIds: ["q1", "q2"],
    offered: 10,
    answered: 8,
    answeredInTime: 6,
    serviceLevel: 0.6,
  }
  it("gathers the queues of a group, counts an agent of both once, and keeps queues of no group", () => {
    const rows = queueRows(
      {
        gauge: emptyGauge,
        calls: [
          liveCall("a", { queueId: "q2", queuedAt: 3000 }),
          liveCall("b", { queueId: "q1", queuedAt: 2000 }),
          liveCall("c", { queueId: "other" }),
        ],
        agents: [
          liveAgent("x", { queues: ["q1", "q2"] }),
          liveAgent("y", { queues: ["q1"], work: "acw" }),
          liveAgent("z", { queues: ["q1"], presence: "not_ready" }),
        ],
      },
      [level],
    )
    expect(rows).toMatchObject([
      { key: "g", name: "Billing", waiting: 2, oldestSince: 2000, ready: 1, busy: 1, level: { serviceLevel: 0.6 } },
      { key: "other", name: "other", waiting: 1, ready: 0, busy: 0, level: null },
    ])
  })
  it("shows a group nobody calls", () => {
    expect(queueRows({ gauge: emptyGauge, calls: [], agents: [] }, [level])).toMatchObject([{ key: "g", waiting: 0 }])
  })
})
