import { queueUnit } from "@/core/people/queue"
import type { Resolution, ResolvedPerson } from "@/core/people/resolve"
import type { EmptyRule } from "@/core/people/rule"
import { withSubstitutes } from "@/core/people/substitute"
import { calendarOfUnit, indexDirectory } from "@/core/people/units"
import { calendarFor } from "@/core/sla/choose-calendar"
import { startClock } from "@/core/sla/count-clock"
import { givenConditions, type Calendar, type SlaPolicy } from "@/core/sla/policy"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { skipsOf, type Skip } from "./assign"
import type { PassedOver } from "./event"
import type { Facts } from "./facts"
import { ticketLimits } from "./limits"
import { meant } from "./meant"
import type { Dispatch, NodeRun } from "./node-run"
import { handTo } from "./hand-to"
import { pick, seatsFor, toldOf, type Seat } from "./seats"
import type { Todo } from "./state"
import type { Step } from "./step"

/**
 * Gives out the todos of an activation (engine order: rule, drop who left, substitutes, initiator rule, de-duplicate, empty
 * rule, distribute). Ends in one of: todos and waiting people; a todo in a queue; the node left by the empty rule; an
 * incident.
 */
export function dispatch(step: Step, run: NodeRun, request: Dispatch): void {
  const taker = indexDirectory(step.facts.directory).activePerson(run.activation.personId ?? null)
  if (taker) {
    const reason = { en: "took it back", zh: "拿回" }
    giveOut(step, run, request, { seats: [{ personId: taker.id, reason }], passedOver: [], empty: null })
    return
  }
  const { nodeId } = run.activation
  const resolution = meant(step, nodeId, { ...request, initiator: request.skips?.initiator })
  if (resolution.fault) {
    run.incident("expression", resolution.fault)
    return
  }
  const { people, passedOver } = resolution
  if (people.length > 0) {
    const { seats, full } = seatsFor(step, nodeId, request, notPassed(step, run, request, people))
    if (seats.length > 0) {
      const kept = full.map((personId) => ({ personId, why: "full" as const }))
      giveOut(step, run, request, { seats, passedOver: [...passedOver, ...kept], empty: null })
      return
    }
  }
  const { type } = request.empty
  // Nothing is decided because people are busy: then these two hold the ticket.
  if (people.length === 0 && (type === "pass" || type === "reject")) {
    run.emit({ type: "dispatched", activationId: run.activation.id, todos: [], need: 1, clock: null, empty: type })
    run.complete(type === "pass" ? request.passExit : "rejected")
    return
  }
  const seats = standInSeats(step, nodeId, request)
  if (seats.length > 0 && (type === "named" || type === "flowAdministrator")) {
    giveOut(step, run, request, { seats, passedOver, empty: type })
  } else if (people.length > 0) reportFull(run, resolution)
  else reportNobody(run, resolution)
}

/** Where one person is picked, nobody whose approval is not asked for, as long as there is anybody else. */
function notPassed(step: Step, run: NodeRun, request: Dispatch, people: ResolvedPerson[]): ResolvedPerson[] {
  if (!request.skips || request.distribution === "all") return people
  const skips = skipsOf(step, run.activation, request.skips, people)
  const others = people.filter(({ personId }) => !skips.has(personId))
  return others.length > 0 ? others : people
}

/** Stand-ins answer for the work, however much they have already. */
function standInSeats(step: Step, nodeId: string, { empty, distribution }: Dispatch): Seat[] {
  const standIns = standInsFor(step, empty)
  const [first] = standIns
  if (!first || distribution === "all" || distribution === "queue") return standIns
  return [pick(step, nodeId, distribution, standIns) ?? first]
}

type Given = {
  seats: Seat[]
  passedOver: PassedOver[]
  empty: "named" | "flowAdministrator" | null
}

function giveOut(step: Step, run: NodeRun, request: Dispatch, { seats, passedOver, empty }: Given): void {
  if (seats.length > ticketLimits.seatsMax) {
    const max = ticketLimits.seatsMax
    run.incident("tooManyPeople", {
      en: `The rule names ${seats.length} people; a step takes at most ${max}.`,
      zh: `规则匹配到${seats.length}人，一个环节最多${max}人。`,
    })
    return
  }
  const weights = seats.map(({ personId }) => (personId === null ? 1 : (request.weightOf?.(personId) ?? 1)))
  const votes = weights.reduce((sum, weight) => sum + weight, 0)
  // Whoever takes their work back does it alone, whatever was needed when there were more.
  const need = Math.min(request.need(votes), run.activation.personId === undefined ? Infinity : votes)
  if (need > votes) {
    run.incident("tooFewPeople", {
      en: `${need} approvals are needed, but there are only ${votes}.`,
      zh: `需要${need}票同意，但总共只有${votes}票。`,
    })
    return
  }
  const skips = request.skips ? skipsOf(step, run.activation, request.skips, seats) : new Map<string, Skip>()
  const skipOf = ({ personId }: Seat) => (personId === null ? undefined : skips.get(personId))
  const first = seats.findIndex((seat) => !skipOf(seat))
  const clocks = clocksFor(step, request.sla, seats)
  const common = clocks[first] ?? null
  const told = seats.flatMap(({ queue }) => (queue === undefined ? [] : toldOf(step.facts.directory, queue)))
  run.emit({
    type: "dispatched",
    activationId: run.activation.id,
    todos: seats.map((place, seat) => {
      const { personId, reason, ownerId, queue, awaitsCapacity } = place
      const skip = skipOf(place)
      const own = clocks[seat]
      return {
        id: step.nextId("d", seat),
        assigneeId: personId,
        seat,
        state: skip ? "skipped" : request.sequential && seat > first ? "waiting" : "active",
        reason: skip?.reason ?? reason,
        ...(weights[seat] !== 1 && { weight: weights[seat] ?? 1 }),
        ...(ownerId !== undefined && { ownerId }),
        ...(skip?.sameAs !== undefined && { sameAs: skip.sameAs }),
        ...(own && own !== common && !request.sequential && { clock: own }),
        ...(queue !== undefined && { queue }),
        ...(awaitsCapacity && { awaitsCapacity }),
      }
    }),
    need,
    clock: common,
    empty,
    ...(told.length > 0 && { told }),
    ...(passedOver.length > 0 && { passedOver: passedOver.slice(0, ticketLimits.passedOverMax) }),
  })
}

/** The people of an empty rule that names some; whoever stands in for one who is away stands in here too. */
function standInsFor(step: Step, empty: EmptyRule): ResolvedPerson[] {
  return withSubstitutes(step.facts.directory, namedStandIns(step, empty), step.at)
}

function namedStandIns(step: Step, empty: EmptyRule): ResolvedPerson[] {
  if (empty.type === "flowAdministrator") {
    const reason = { en: "flow administrator, as nobody matched", zh: "无匹配人员，转流程管理员" }
    return step.administrators().map((personId) => ({ personId, reason }))
  }
  if (empty.type !== "named") return []
  const index = indexDirectory(step.facts.directory)
  const reason = { en: "stand-in, as nobody matched", zh: "无匹配人员，转备用人员" }
  return [...new Set(empty.personIds)].filter((id) => index.activePerson(id)).map((personId) => ({ personId, reason }))
}

function reportFull(run: NodeRun, { looked }: Pick<Resolution, "looked">): void {
  run.incident("nobody", {
    en: `Everybody has as much work as they can take: ${looked.en}.`,
    zh: `办理人均已达到待办上限：${looked.zh}。`,
  })
}

function reportNobody(run: NodeRun, { looked }: Pick<Resolution, "looked">): void {
  run.incident("nobody", { en: `Nobody found for ${looked.en}.`, zh: `未找到办理人：${looked.zh}。` })
}

export type StartedClock = ReturnType<typeof startClock>

/** Whose calendar counts: a person's, or that of the queue a todo waits in. */
export type Whose = { assigneeId: string | null; queue?: string | undefined }

/** The clock of a person's todo that begins now; null where a condition says when it starts (clock/settle-clocks). */
export function clockFor(step: Step, sla: SlaPolicy | null, whose: Whose): StartedClock | null {
  return sla && startsAtOnce(sla) ? startClock(sla, step.at, calendarOf(step, sla, whose)) : null
}

const startsAtOnce = (sla: SlaPolicy): boolean => !givenConditions(sla).some(([name]) => name === "start")

/** The most specific calendar: the step's, the flow's, the person's unit's, the tenant's. */
export function calendarOf(step: Counted, sla: Pick<SlaPolicy, "calendarId">, whose: Whose): Calendar {
  return calendarFor(sla, outerCalendars(step, whose), step.facts.calendars)
}

type Counted = { flow: ExecutableFlow; facts: Pick<Facts, "directory" | "calendars"> }

/** What counts where a policy names no calendar. */
export function outerCalendars({ flow, facts: { directory } }: Counted, { assigneeId, queue }: Whose) {
  const ofQueue = assigneeId === null && queue !== undefined ? queueUnit(queue) : null
  const unitId = indexDirectory(directory).person(assigneeId)?.unitId ?? ofQueue ?? flow.settings.homeUnitId
  return { flowCalendarId: flow.settings.calendarId ?? null, unitCalendarId: calendarOfUnit(directory, unitId) }
}

/** A clock for each person; those whose units count by the same calendar share theirs. */
function clocksFor(step: Step, sla: SlaPolicy | null, seats: Seat[]): (StartedClock | null)[] {
  const known = new Map<Calendar, StartedClock>()
  return seats.map(({ personId, queue }) => {
    if (!sla || !startsAtOnce(sla)) return null
    const calendar = calendarOf(step, sla, { assigneeId: personId, queue })
    const clock = known.get(calendar) ?? startClock(sla, step.at, calendar)
    known.set(calendar, clock)
    return clock
  })
}

/** The turn of somebody whose time begins now. */
export function giveTurn(step: Step, todo: Todo): void {
  const { kind, config } = step.node(todo.nodeId)
  step.emit({ type: "activated", todoId: todo.id, clock: clockFor(step, kind.sla?.(config) ?? null, todo) })
}

/** The turn of the next waiting signer. See `NodeRun.activateNext`. */
export function activateNext(step: Step, run: NodeRun, request: Dispatch): boolean {
  const index = indexDirectory(step.facts.directory)
  const seats = run.seats()
  if (seats.some((seat) => seat.state === "active" || seat.state === "approving")) return true
  for (const todo of seats.filter((waiting) => waiting.state === "waiting")) {
    if (index.activePerson(todo.assigneeId)) {
      run.emit({ type: "activated", todoId: todo.id, clock: clockFor(step, request.sla, todo) })
      return true
    }
    const { type } = request.empty
    if (type === "pass") {
      run.emit({ type: "cancelled", todoIds: [todo.id], reason: "inactive" })
      continue
    }
    if (type === "reject") {
      run.cancelOpen()
      run.complete("rejected")
      return true
    }
    const taken = new Set(run.todos().map((seat) => seat.assigneeId))
    const standIn = standInsFor(step, request.empty).find(({ personId }) => !taken.has(personId))
    if (!standIn) {
      const name = index.person(todo.assigneeId)?.name ?? "?"
      reportNobody(run, { looked: { en: `the turn of ${name}, who has left`, zh: `${name}（已停用）的审批顺位` } })
      return true
    }
    handTo(step, todo, standIn.personId, "")
    const clock = clockFor(step, request.sla, { assigneeId: standIn.personId })
    run.emit({ type: "activated", todoId: todo.id, clock })
    return true
  }
  return false
}
