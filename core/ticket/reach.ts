import { createExpressionCache } from "@/core/expression/evaluate"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { DraftGraph } from "@/core/flow/graph"
import { flowVariables } from "@/core/flow/variables"
import { queueOf } from "@/core/people/queue"
import type { Distribution, InitiatorRule, PeopleRule } from "@/core/people/rule"
import { substituteOf, withSubstitutes } from "@/core/people/substitute"
import type { Text } from "@/core/text"
import { choosable } from "./choices"
import type { Values } from "./event"
import type { Facts } from "./facts"
import { meant, resolve } from "./meant"
import { StepStop } from "./refusal"
import { seatsFor } from "./seats"
import { Step } from "./step"

/** A step that is being drawn, and the ticket one imagines to come to it. */
export type ReachRequest = {
  flowId: string
  graph: Pick<DraftGraph, "fields" | "settings">
  nodeId: string
  people: PeopleRule
  distribution: Distribution
  initiator: InitiatorRule
  values: Values
  initiatorId: string | null
  at: number
}

/** Why somebody whom the rule names gets nothing. */
export type ReachSkip = "disabled" | "away" | "awayMeant" | "repeat" | "full" | "initiator"

export type ReachedPerson = {
  personId: string
  /** The rule and the way to this person; null for those it never came to. */
  reason: Text | null
  /** Whom they stand in for. */
  ownerId: string | null
  skipped: ReachSkip | null
  /** Who gets it instead of somebody who is away. */
  substituteId: string | null
  /** Open todos now. */
  load: number
  /** The distribution would give them the next one. */
  isNext: boolean
}

export type Reach = {
  type: "reach"
  people: ReachedPerson[]
  /** `nobody`: the empty rule decides. `full`: so it does, as all are full and there is no queue. `choice`: whom one may choose. */
  outcome: "all" | "one" | "queue" | "waits" | "full" | "nobody" | "choice"
  /** The queue it would wait in. */
  queue: string | null
  /** What the rule named. */
  looked: Text
  /** Why the rule's expression gave nothing. */
  fault: Text | null
}

export type ReachNeeds = { type: "needs"; pools: { key: string; personIds: string[] }[]; callIds?: string[] }

/**
 * Whom a step would reach now: worked out by the engine's own dispatch, so that the answer is what would happen. Pure.
 * Answers `needs` until the pools it asks for are among the facts. Nothing moves: who gets the next one stays so until
 * somebody does.
 */
export function reach(request: ReachRequest, facts: Facts): Reach | ReachNeeds {
  try {
    return work(request, imagine(request, facts))
  } catch (stop) {
    if (stop instanceof StepStop && stop.decision.type === "needs") return stop.decision
    throw stop
  }
}

/** A ticket that has just been opened with these values. */
function imagine({ flowId, graph, values, initiatorId, at }: ReachRequest, facts: Facts): Step {
  const flow: ExecutableFlow = {
    nodes: new Map(),
    startId: "",
    routes: new Map(),
    incoming: new Map(),
    fields: graph.fields,
    variables: flowVariables(graph.fields),
    settings: graph.settings,
    clockVariables: [],
    hasClockRules: false,
    expressions: createExpressionCache(),
  }
  const opened = {
    type: "open" as const,
    ticketId: flowId,
    number: 1,
    flowId,
    versionId: flowId,
    title: "",
    origin: { type: "manual" as const },
    initiatorId,
    variables: values,
  }
  const step = new Step(flow, null, { at, by: "system", body: opened }, facts)
  step.emit({ ...opened, type: "opened" })
  return step
}

function work({ flowId, nodeId, people: rule, distribution, initiator, at }: ReachRequest, step: Step): Reach {
  const { directory } = step.facts
  const key = `${flowId}:${nodeId}`
  if (rule.type === "initiatorChoice" || rule.type === "previousChoice") {
    const personIds = choosable(directory, rule.among)
    const { open } = step.pool(key, personIds)
    const people = personIds.map((personId) => person(personId, open, {}))
    return {
      type: "reach",
      people,
      outcome: "choice",
      queue: null,
      looked: resolve(step, rule, nodeId).looked,
      fault: null,
    }
  }
  const resolution = meant(step, nodeId, { people: rule, distribution, initiator })
  const { looked, fault = null, passedOver } = resolution
  const named = resolve(step, rule, nodeId).people
  const present = distribution === "queue" ? resolution.people : withSubstitutes(directory, named, at)
  const kept = new Set(resolution.people.map(({ personId }) => personId))
  const ids = [...resolution.people, ...present, ...passedOver, ...named].map(({ personId }) => personId)
  const { open } = step.pool(key, [...new Set(ids)])

  const { seats, full } =
    resolution.people.length > 0
      ? seatsFor(step, nodeId, { people: rule, distribution }, resolution.people)
      : { seats: [], full: [] }
  const next = new Set(seats.map((seat) => seat.personId))
  const isFull = new Set(full)
  const reached = resolution.people.map(({ personId, reason, ownerId }) =>
    person(personId, open, {
      reason,
      ownerId: ownerId ?? null,
      skipped: isFull.has(personId) ? "full" : initiatorSkip(step, initiator, personId),
      isNext: next.has(personId) && distribution !== "all",
    }),
  )
  const replaced = named
    .filter(({ personId }) => present.some((one) => one.ownerId === personId))
    .map(({ personId, reason }) =>
      person(personId, open, { reason, skipped: "away", substituteId: substituteOf(directory, personId, at) }),
    )
  const left = present
    .filter(({ personId }) => !kept.has(personId))
    .map(({ personId, reason }) => person(personId, open, { reason, skipped: "initiator" }))
  const dropped = passedOver.map(({ personId, why }) =>
    person(personId, open, { skipped: why === "away" ? "awayMeant" : why }),
  )
  const [seat] = seats
  return {
    type: "reach",
    people: [...reached, ...replaced, ...left, ...dropped],
    outcome: outcomeOf(resolution.people.length, seat, distribution),
    queue: seat?.queue ?? (distribution === "queue" ? queueOf(rule) : null),
    looked,
    fault,
  }
}

/** Their own approval is passed by rule, so they have nothing to do. */
function initiatorSkip({ state }: Step, initiator: InitiatorRule, personId: string): ReachSkip | null {
  return initiator === "skip" && state.initiatorId === personId ? "initiator" : null
}

function outcomeOf(
  count: number,
  seat: { queue?: string; awaitsCapacity?: true } | undefined,
  distribution: Distribution,
): Reach["outcome"] {
  if (count === 0) return "nobody"
  if (!seat) return "full"
  if (seat.awaitsCapacity) return "waits"
  if (seat.queue !== undefined) return "queue"
  return distribution === "all" ? "all" : "one"
}

function person(personId: string, open: Record<string, number>, more: Partial<ReachedPerson>): ReachedPerson {
  const load = open[personId] ?? 0
  return { personId, reason: null, ownerId: null, skipped: null, substituteId: null, isNext: false, load, ...more }
}
