import { pickPerson } from "@/core/people/distribute"
import { resolvePeople, type Resolution, type ResolvedPerson } from "@/core/people/resolve"
import type { EmptyRule, PeopleRule } from "@/core/people/rule"
import { calendarOfUnit, indexDirectory } from "@/core/people/units"
import { withSubstitutes } from "@/core/people/substitute"
import { calendarFor } from "@/core/sla/choose-calendar"
import { startClock } from "@/core/sla/clock"
import { givenConditions, type Calendar, type SlaPolicy } from "@/core/sla/policy"
import { evaluatePeople } from "@/core/flow/evaluate-people"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { applyInitiatorRule, skipsOf, type Skip } from "./assign"
import type { Facts } from "./facts"
import { ticketLimits } from "./limits"
import type { Dispatch, NodeRun } from "./node-run"
import type { Todo } from "./state"
import type { Step } from "./step"

/** Who a rule names for the ticket of this step. */
export function resolve(step: Step, rule: PeopleRule): Resolution {
  return resolvePeople(rule, {
    directory: step.facts.directory,
    initiatorId: step.state.initiatorId,
    homeUnitId: step.flow.settings.homeUnitId,
    fieldPeople: (key) => {
      const value = step.state.variables[key] ?? []
      return (Array.isArray(value) ? value : [value]).filter(
        (text): text is string => typeof text === "string" && text !== "",
      )
    },
    evaluatePeople: (source) => evaluatePeople(source, step.flow, step.values()),
  })
}

/**
 * Gives out the todos of an activation (engine order: rule, drop who left, once each, empty rule, distribute). Ends in
 * one of: todos and waiting people; the node left by the empty rule; an incident.
 */
export function dispatch(step: Step, run: NodeRun, request: Dispatch): void {
  const taker = indexDirectory(step.facts.directory).activePerson(run.activation.personId ?? null)
  if (taker) {
    const reason = { en: "took it back", zh: "拿回" }
    giveOut(step, run, { ...request, distribution: "all" }, [{ personId: taker.id, reason }], null)
    return
  }
  const resolution = resolve(step, request.people)
  if (resolution.fault) {
    run.incident("expression", resolution.fault)
    return
  }
  const present = withSubstitutes(step.facts.directory, resolution.people, step.at)
  const people = request.skips ? applyInitiatorRule(step, request.skips.initiator, present) : present
  if (people.length > 0) {
    giveOut(step, run, request, people, null)
    return
  }
  const { type } = request.empty
  if (type === "pass" || type === "reject") {
    run.emit({ type: "dispatched", activationId: run.activation.id, todos: [], need: 1, clock: null, empty: type })
    run.complete(type === "pass" ? request.passExit : "rejected")
    return
  }
  const standIns = standInsFor(step, request.empty)
  if (standIns.length > 0 && type !== "hold") giveOut(step, run, request, standIns, type)
  else reportNobody(run, resolution)
}

function giveOut(
  step: Step,
  run: NodeRun,
  request: Dispatch,
  candidates: ResolvedPerson[],
  empty: "named" | "flowAdministrator" | null,
): void {
  const seats = chooseSeats(step, run, request, candidates)
  if (seats.length > ticketLimits.seatsMax) {
    const max = ticketLimits.seatsMax
    run.incident("tooManyPeople", {
      en: `The rule names ${seats.length} people; a step takes at most ${max}.`,
      zh: `规则匹配到${seats.length}人，一个环节最多${max}人。`,
    })
    return
  }
  const weights = seats.map((seat) => request.weightOf?.(seat.personId) ?? 1)
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
  const first = seats.findIndex(({ personId }) => !skips.has(personId))
  const clocks = clocksFor(
    step,
    request.sla,
    seats.map(({ personId }) => personId),
  )
  const common = clocks[first] ?? null
  run.emit({
    type: "dispatched",
    activationId: run.activation.id,
    todos: seats.map(({ personId, reason, ownerId }, seat) => {
      const skip = skips.get(personId)
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
      }
    }),
    need,
    clock: common,
    empty,
  })
}

/** A pool of one needs no pointer: nothing is read and nobody else's dispatch is disturbed. */
function chooseSeats(step: Step, run: NodeRun, request: Dispatch, candidates: ResolvedPerson[]): ResolvedPerson[] {
  const preferred = candidates.filter(({ personId }) => personId === request.prefer)
  if (preferred.length > 0) return preferred
  if (request.distribution === "all" || candidates.length === 1) return candidates
  const key = `${step.state.flowId}:${run.activation.nodeId}`
  const personIds = candidates.map((person) => person.personId)
  const pool = step.pool(key, personIds)
  const chosen = pickPerson(request.distribution, candidates, pool)
  step.movePool(key, pool, chosen.personId)
  return [chosen]
}

/** The people of an empty rule that names some. */
function standInsFor(step: Step, empty: EmptyRule): ResolvedPerson[] {
  if (empty.type === "flowAdministrator") {
    const reason = { en: "flow administrator, as nobody matched", zh: "无匹配人员，转流程管理员" }
    return step.administrators().map((personId) => ({ personId, reason }))
  }
  if (empty.type !== "named") return []
  const index = indexDirectory(step.facts.directory)
  const reason = { en: "stand-in, as nobody matched", zh: "无匹配人员，转备用人员" }
  return [...new Set(empty.personIds)].filter((id) => index.activePerson(id)).map((personId) => ({ personId, reason }))
}

function reportNobody(run: NodeRun, { looked }: Pick<Resolution, "looked">): void {
  run.incident("nobody", { en: `Nobody found for ${looked.en}.`, zh: `未找到办理人：${looked.zh}。` })
}

export type StartedClock = ReturnType<typeof startClock>

/** The clock of a person's todo that begins now; null where a condition says when it starts (clock/settle-clocks). */
export function clockFor(step: Step, sla: SlaPolicy | null, personId: string): StartedClock | null {
  return sla && startsAtOnce(sla) ? startClock(sla, step.at, calendarOf(step, sla, personId)) : null
}

const startsAtOnce = (sla: SlaPolicy): boolean => !givenConditions(sla).some(([name]) => name === "start")

/** The most specific calendar: the step's, the flow's, the person's unit's, the tenant's. */
export function calendarOf(step: Counted, sla: Pick<SlaPolicy, "calendarId">, personId: string | null): Calendar {
  return calendarFor(sla, outerCalendars(step, personId), step.facts.calendars)
}

type Counted = { flow: ExecutableFlow; facts: Pick<Facts, "directory" | "calendars"> }

/** What counts where a policy names no calendar. */
export function outerCalendars({ flow, facts: { directory } }: Counted, personId: string | null) {
  const unitId = indexDirectory(directory).person(personId)?.unitId ?? flow.settings.homeUnitId
  return { flowCalendarId: flow.settings.calendarId ?? null, unitCalendarId: calendarOfUnit(directory, unitId) }
}

/** A clock for each person; those whose units count by the same calendar share theirs. */
function clocksFor(step: Step, sla: SlaPolicy | null, personIds: string[]): (StartedClock | null)[] {
  const known = new Map<Calendar, StartedClock>()
  return personIds.map((personId) => {
    if (!sla || !startsAtOnce(sla)) return null
    const calendar = calendarOf(step, sla, personId)
    const clock = known.get(calendar) ?? startClock(sla, step.at, calendar)
    known.set(calendar, clock)
    return clock
  })
}

/** The turn of somebody whose time begins now. */
export function giveTurn(step: Step, todo: Todo): void {
  const { kind, config } = step.node(todo.nodeId)
  step.emit({ type: "activated", todoId: todo.id, clock: clockFor(step, kind.sla?.(config) ?? null, todo.assigneeId) })
}

/** The turn of the next waiting signer. See `NodeRun.activateNext`. */
export function activateNext(step: Step, run: NodeRun, request: Dispatch): boolean {
  const index = indexDirectory(step.facts.directory)
  const seats = run.seats()
  if (seats.some((seat) => seat.state === "active" || seat.state === "approving")) return true
  for (const todo of seats.filter((waiting) => waiting.state === "waiting")) {
    if (index.activePerson(todo.assigneeId)) {
      run.emit({ type: "activated", todoId: todo.id, clock: clockFor(step, request.sla, todo.assigneeId) })
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
    run.emit({ type: "transferred", todoId: todo.id, fromId: todo.assigneeId, toId: standIn.personId, comment: "" })
    run.emit({ type: "activated", todoId: todo.id, clock: clockFor(step, request.sla, standIn.personId) })
    return true
  }
  return false
}
