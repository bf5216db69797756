import fc from "fast-check"
import { toExecutable } from "@/core/flow/executable"
import type { DraftGraph } from "@/core/flow/graph"
import { invariant } from "@/core/problem"
import type { Calendar } from "@/core/sla/policy"
import type { Facts } from "../facts"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { timedItems, timerAt } from "../clock/timer"
import type { TicketState } from "../state"
import { choicesAsked } from "../choices"
import { Ledger, freeze, type LedgerStep } from "./ledger"
import { checkOptions } from "./check-options"
import { checkHistory, checkStep } from "./invariants"
import { commandOf, randomChoice, untilDue, type Choice } from "./random-command"
import { randomFlow } from "./random-flow"
import { directory, ids, uuid } from "./tenant"
import { minute, monday9 } from "./drive"

const officeHours: Calendar = {
  timeZone: "Asia/Shanghai",
  weekly: [
    ...Array.from({ length: 5 }, () => [
      { fromMin: 540, toMin: 720 },
      { fromMin: 780, toMin: 1080 },
    ]),
    [],
    [],
  ],
  days: [{ date: "2026-05-09", name: "make-up workday", intervals: [{ fromMin: 540, toMin: 1080 }] }],
}

const earlyHours: Calendar = {
  ...officeHours,
  weekly: officeHours.weekly.map((day) =>
    day.map(({ fromMin, toMin }) => ({ fromMin: fromMin - 60, toMin: toMin - 60 })),
  ),
}

/** The tenant as it changes under a running ticket: somebody leaves, a head is missing, somebody comes on line. */
const worlds: Omit<Facts, "pools">[] = [
  directory,
  without(ids.agents[0]),
  without(ids.supervisor),
  without(ids.agents[1], ids.manager),
  { ...directory, substitutes: [{ personId: ids.agents[0], toId: ids.agents[1], from: 0, until: null }] },
  {
    ...directory,
    substitutes: [
      { personId: ids.supervisor, toId: ids.manager, from: 0, until: null },
      { personId: ids.manager, toId: ids.supervisor, from: 0, until: null },
    ],
  },
  limited(1),
  // As if everybody had their hands full with other tickets.
  limited(0),
].map((people, index) =>
  // One also counts by other hours than the tickets were opened under.
  freeze({
    directory: people,
    calendars: { default: index === 5 ? earlyHours : officeHours },
    callAgents: { call: ids.agents[1] },
  }),
)
const usual = worlds[0]!
export const usualWorld = usual

/** Nobody in the team takes more than so many todos. */
function limited(capacity: number): typeof directory {
  const people = directory.people.map((person) => ({
    ...person,
    capacity: person.unitId === ids.units.team ? capacity : null,
  }))
  return { ...directory, people }
}

function without(...gone: string[]): typeof directory {
  return {
    ...directory,
    people: directory.people.map((person) => ({ ...person, active: person.active && !gone.includes(person.id) })),
  }
}

/** How often which command had which result at which kind of node. */
export type Coverage = Map<string, number>

/** One run in so many is replayed step by step: 2,000 of the 20,000 that a change is checked with. */
const replayedEvery = 10

/** One random flow and what is done to one ticket of it, with every invariant after every command. */
export function runEngine(options: { seed: number; numRuns: number }): Coverage {
  const coverage: Coverage = new Map()
  let runs = 0
  let steps = 0
  fc.assert(
    fc.property(randomFlow, randomChoices, (draft, choices) => {
      const ledger = playTicket(draft, choices, (ledger, step, at) => {
        checkStep(ledger, step)
        steps += 1
        if (steps % 16 === 0) checkOptions(ledger, usual, at)
        count(coverage, ledger, step)
      })
      runs += 1
      checkHistory(ledger, { thorough: runs % replayedEvery === 0 })
    }),
    { seed: options.seed, numRuns: options.numRuns },
  )
  return coverage
}

export const randomChoices = fc.array(randomChoice, { maxLength: 30, size: "max" })

/** One ticket of a flow, and everything that is done to it. */
export function playTicket(
  draft: DraftGraph,
  choices: Choice[],
  onStep: (ledger: Ledger, step: LedgerStep, at: number) => void,
): Ledger {
  const result = toExecutable(draft)
  invariant(result.ok, result.ok ? "" : `not runnable: ${JSON.stringify(result.problems)}`)
  const ledger = new Ledger(result.flow)
  let at = monday9
  const send = (sent: ReturnType<typeof commandOf>, world: number) => {
    onStep(ledger, ledger.send({ at, ...sent }, worlds[world % worlds.length] ?? usual), at)
  }
  send(opening(choices[0], result.flow), 0)
  // A closed ticket refuses nearly everything alike; a few tries are enough.
  let closedFor = 0
  for (const choice of choices) {
    if (!ledger.state || closedFor > 2) break
    if (ledger.state.status === "closed") closedFor += 1
    const due = choice.waitMin === untilDue ? nextDue(ledger.state) : null
    at = due ? Math.max(at, due.at) : at + Math.max(0, choice.waitMin) * minute
    if (due) {
      send({ by: "timer", body: { type: "tick", itemId: due.itemId } }, 0)
      continue
    }
    // Changes of people are rare, as in life; most commands meet the tenant as it was.
    send(commandOf(choice, ledger.state, ledger.flow), choice.world < worlds.length ? choice.world : 0)
  }
  return ledger
}

/** The timer that fires next, when the ticket has one. */
function nextDue(state: TicketState): { itemId: string; at: number } | null {
  const timers = timedItems(state).flatMap((itemId) => {
    const timer = timerAt(state, itemId)
    return timer ? [{ itemId, at: timer.at }] : []
  })
  return timers.reduce<(typeof timers)[number] | null>(
    (first, one) => (first && first.at <= one.at ? first : one),
    null,
  )
}

export function opening(choice: Choice | undefined, flow: ExecutableFlow): ReturnType<typeof commandOf> {
  const value = choice?.value ?? 0
  const chosen =
    value % 3 === 2 ? [] : choicesAsked(flow, flow.startId).map(({ nodeId }) => [nodeId, [ids.agents[value % 3]]])
  return {
    by: "call",
    body: {
      type: "open",
      ticketId: uuid(900),
      number: 1 + value,
      flowId: ids.flow,
      versionId: ids.version,
      title: "Fee reduction",
      origin: {
        type: "call",
        callId: "call",
        caller: "13800000000",
        dialled: "95000",
        intent: null,
        ivrPath: [],
        customerId: null,
        ruleId: uuid(800),
        ruleName: "any",
        matched: [],
      },
      initiatorId: value % 3 === 0 ? null : ids.agents[0],
      ...(chosen.length > 0 && { choices: Object.fromEntries(chosen) }),
      variables: value % 12 === 0 ? {} : { amount: value % 7 === 1 ? 0 : value, flag: value % 2 === 0 },
    },
  }
}

function count(
  coverage: Coverage,
  ledger: Ledger,
  { command, decision, before, events }: Ledger["steps"][number],
): void {
  const add = (key: string) => coverage.set(key, (coverage.get(key) ?? 0) + 1)
  const { body } = command
  const kindOf = (activationId: string | undefined) => {
    const activation = before?.activations[activationId ?? ""]
    return (activation && ledger.flow.nodes.get(activation.nodeId)?.kind.kind) ?? "-"
  }
  let kind = "-"
  if ("todoId" in body)
    kind = kindOf(
      Object.hasOwn(before?.todos ?? {}, body.todoId) ? before?.todos[body.todoId]?.activationId : undefined,
    )
  if (body.type === "tick") kind = kindOf(before?.todos[body.itemId]?.activationId)
  if (body.type === "retry") kind = kindOf(before?.incidents[body.incidentId]?.activationId)
  const result = decision.type === "refused" ? decision.problem.code : events.length > 0 ? "done" : "stale"
  add(`${kind} ${body.type} ${result}`)
  for (const event of events) {
    if (event.body.type === "entered") add(`${ledger.flow.nodes.get(event.body.nodeId)?.kind.kind ?? "-"} entered`)
    if (event.body.type === "incident") {
      add(`incident ${event.body.code}${event.body.clockId === undefined ? "" : " of a clock"}`)
    }
    if ("clockId" in event.body && event.body.type !== "incident") {
      const { body } = event
      const how = body.type === "clockEnded" ? ` ${body.as}` : "cause" in body ? ` ${body.cause}` : ""
      add(`${body.type}${how} of a ${{ d: "todo", a: "visit", s: "ticket" }[body.clockId[0] ?? ""] ?? "?"}`)
    }
    if (event.body.type === "dispatched" && event.body.empty) add(`empty ${event.body.empty}`)
    if (event.body.type === "cancelled") add(`cancelled ${event.body.reason}`)
    if (event.body.type === "warned" && event.body.collapsed.length > 0) add("warned collapsed")
    if (event.body.type === "completed") add(`exit ${event.body.exit}`)
    if (event.body.type === "ended") add(`ended ${event.body.reason}`)
    if (event.body.type === "splitLeft") add(`splitLeft ${event.body.reason}`)
    if (event.body.type === "settled") add(`settled ${event.body.state}`)
    if (event.body.type === "returned") add(`returned ${event.body.resume}`)
    if (event.body.type === "dispatched") {
      for (const todo of event.body.todos) {
        if (todo.state === "skipped") add(`skipped ${todo.sameAs === undefined ? "initiator" : "repeat"}`)
        if (todo.ownerId !== undefined) add("substituted")
        if (todo.awaitsCapacity) add("awaits capacity")
      }
      for (const { why } of event.body.passedOver ?? []) add(`passed over ${why}`)
    }
    if (event.body.type === "warned" && event.body.again) add("warned again")
    if (event.body.type === "transferred" && event.by === "timer") add("reassigned by rule")
    if (event.body.type === "jumped" && event.by === "timer") add("jumped by rule")
    if (event.body.type === "decided" && event.by === "timer") add(`decided by rule: ${event.body.decision}`)
    if (outside.has(event.body.type)) add(`saw ${event.body.type}`)
    if (event.body.type === "assigned") add(`assigned ${event.body.how}`)
    if (event.body.type === "queued") add(`queued by ${event.by === "timer" ? "rule" : "hand"}`)
    if (event.body.type === "opened" && event.body.choices) add("chosen")
    if (event.body.type === "branchRejected") add("branchRejected")
    if (event.body.type === "joined" && event.body.early) add("joined early")
  }
}

const outside: ReadonlySet<string> = new Set([
  "asked",
  "answered",
  "childOpened",
  "childEnded",
  "recalled",
  "attempted",
])
