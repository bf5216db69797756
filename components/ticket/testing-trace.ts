import type { DraftGraph } from "@/core/flow/graph"
import { genesisHash, seal } from "@/core/ticket/chain"
import type { Actor, EventBody, TicketEvent } from "@/core/ticket/event"
import type { FlowNames } from "./event-names"

// A trace for the tests of everything that shows one: a fee reduction from a call, two approvals, one warning, one
// overdue clock, one incident that is tried again, and the close. The events are real (numbered, chained), only short.

const id = (digit: number) => `0190a000-0000-7000-8000-${String(digit).padStart(12, "0")}`
export const ticketId = id(1)
export const wang = id(11)
export const li = id(12)
export const zhao = id(13)
export const people = { [wang]: { name: "Wang Min" }, [li]: { name: "Li Na" }, [zhao]: { name: "Zhao Lei" } }

/** Monday 2026-11-02 09:00 in Shanghai. */
export const start = Date.UTC(2026, 10, 2, 1, 0, 0)
const minute = 60_000
const hour = 60 * minute

const node = (key: string, kind: string, name: string, x: number) => ({
  id: key,
  kind,
  name,
  position: { x, y: 0 },
  config: {},
})
const edge = (key: string, source: string, exit: string, target: string, name = "") => ({
  id: key,
  source,
  exit,
  target,
  name,
  condition: "",
  priority: 0,
  fallback: false,
})

export const graph: DraftGraph = {
  nodes: [
    node("start", "start", "Call comes in", 0),
    node("sup", "approval", "Supervisor approval", 200),
    node("split", "exclusive", "", 400),
    node("heads", "approval", "Department heads", 600),
    node("end", "close", "Closed", 800),
  ],
  edges: [
    edge("e1", "start", "next", "sup"),
    edge("e2", "sup", "approved", "split"),
    edge("e3", "split", "route", "heads", "above 5,000"),
    edge("e4", "heads", "approved", "end"),
  ],
  fields: [
    { key: "amount", type: "money", nullable: true, required: true, label: { en: "Amount", zh: "减免金额" } },
    { key: "reason", type: "string", nullable: true, required: false, label: { en: "Reason", zh: "原因" } },
  ],
  settings: { homeUnitId: null, administratorIds: [] },
}

export const flowNames: FlowNames = {
  fields: graph.fields,
  nodeNames: Object.fromEntries(graph.nodes.map(({ id, name }) => [id, name || "Split"])),
  routeNames: Object.fromEntries(graph.edges.map(({ id, name }) => [id, name])),
  exitTitle: (_nodeId, exit) => (exit === "approved" ? { en: "Approved", zh: "通过" } : null),
}

const reason = { en: "supervisor level 1", zh: "一级主管" }
const clock = (from: number, minutes: number) => ({
  targetMin: minutes,
  startedAt: from,
  dueAt: from + minutes * minute,
  tiers: [
    { level: 1, at: from + (minutes / 2) * minute },
    { level: 2, at: from + minutes * minute },
  ],
})

type Step = { at: number; by: Actor; bodies: EventBody[] }
const steps: Step[] = [
  {
    at: start,
    by: "call",
    bodies: [
      {
        type: "opened",
        ticketId,
        number: 1042,
        flowId: id(2),
        versionId: id(3),
        title: "Fee reduction for 13800001234",
        origin: {
          type: "call",
          callId: "c-1",
          caller: "13800001234",
          dialled: "95001",
          intent: "fee reduction",
          ivrPath: ["Main menu", "Fees", "Reduction"],
          customerId: null,
          ruleId: id(4),
          ruleName: "Fee reductions",
          matched: [{ what: "intent", value: "fee reduction" }],
        },
        initiatorId: null,
        variables: { amount: 600_000 },
      },
      { type: "entered", tokenId: "t1", activationId: "a2", nodeId: "start", visit: 1, edgeId: null },
      { type: "completed", activationId: "a2", exit: "next" },
      { type: "entered", tokenId: "t1", activationId: "a3", nodeId: "sup", visit: 1, edgeId: "e1" },
      {
        type: "dispatched",
        activationId: "a3",
        todos: [{ id: "d4", assigneeId: wang, seat: 0, state: "active", reason }],
        need: 1,
        clock: clock(start, 60),
        empty: null,
      },
    ],
  },
  {
    at: start + 30 * minute,
    by: "timer",
    bodies: [{ type: "warned", todoId: "d4", level: 1, collapsed: [], personIds: [wang], channels: ["inApp", "sms"] }],
  },
  { at: start + hour, by: "timer", bodies: [{ type: "breached", todoId: "d4" }] },
  {
    at: start + hour + minute,
    by: wang,
    bodies: [{ type: "transferred", todoId: "d4", fromId: wang, toId: li, comment: "I am in a meeting" }],
  },
  {
    at: start + hour + 5 * minute,
    by: li,
    bodies: [
      {
        type: "decided",
        todoId: "d4",
        decision: "approve",
        outcome: null,
        comment: "Good customer",
        fields: { reason: "loyalty" },
      },
      { type: "completed", activationId: "a3", exit: "approved" },
      { type: "entered", tokenId: "t1", activationId: "a5", nodeId: "split", visit: 1, edgeId: "e2" },
      {
        type: "incident",
        incidentId: "i6",
        activationId: "a5",
        code: "noRoute",
        detail: { en: "no route holds", zh: "没有满足条件的路线" },
        values: { amount: 600_000 },
        personIds: [wang],
      },
    ],
  },
  {
    at: start + 2 * hour,
    by: wang,
    bodies: [
      { type: "resolved", incidentId: "i6" },
      { type: "completed", activationId: "a5", exit: "route" },
      { type: "entered", tokenId: "t1", activationId: "a7", nodeId: "heads", visit: 1, edgeId: "e3" },
      { type: "set", priority: "high", category: "fees" },
      {
        type: "dispatched",
        activationId: "a7",
        todos: [
          { id: "d8", assigneeId: wang, seat: 0, state: "active", reason },
          { id: "d9", assigneeId: zhao, seat: 1, state: "waiting", reason },
        ],
        need: 1,
        clock: clock(start + 2 * hour, 120),
        empty: null,
      },
      { type: "reminded", activationId: "a7", personIds: [wang, zhao], channels: ["wecom"], message: "Please look" },
    ],
  },
  { at: start + 2 * hour + minute, by: zhao, bodies: [{ type: "commented", comment: "I agree" }] },
  { at: start + 2 * hour + 2 * minute, by: "system", bodies: [{ type: "activated", todoId: "d9", clock: null }] },
  {
    at: start + 3 * hour,
    by: wang,
    bodies: [
      { type: "decided", todoId: "d8", decision: "approve", outcome: null, comment: "", fields: {} },
      { type: "cancelled", todoIds: ["d9"], reason: "decided" },
      { type: "completed", activationId: "a7", exit: "approved" },
      { type: "entered", tokenId: "t1", activationId: "a10", nodeId: "end", visit: 1, edgeId: "e4" },
      { type: "closed", resolution: "reduced", resolutionText: { en: "Fee reduced", zh: "已减免" } },
    ],
  },
]

function sealed(): { events: TicketEvent[]; head: string } {
  let prev = genesisHash
  const events: TicketEvent[] = []
  for (const { at, by, bodies } of steps) {
    const step = seal(bodies, { at, by, prev, seq: events.length })
    events.push(...step.events)
    prev = step.head
  }
  return { events, head: prev }
}

export const { events, head } = sealed()
