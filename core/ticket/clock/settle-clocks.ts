import { evaluateCondition, type ExpressionOutcome } from "@/core/expression/evaluate"
import { clockValues } from "@/core/flow/clock-variables"
import { phaseOf } from "@/core/sla/clock"
import { isAsked, nextChange, phaseAfter, type Holds, type Standing } from "@/core/sla/next-change"
import { givenConditions, type ClockCondition } from "@/core/sla/policy"
import type { Text } from "@/core/text"
import type { Values } from "../event"
import { clockAt } from "../fold/clocks"
import type { TicketState } from "../state"
import type { Step } from "../step"
import { clockHolders, holderOf, type ClockHolder } from "./holder"
import { moveClock } from "./move-clock"

/** A step moves a clock a few times at most: it starts and is paused at once, or is reset and stops. */
const changesMax = 4

/**
 * What the conditions make of the clocks, once a step has done what it does: `before` is the state it began with. What
 * comes of it are events, so that replaying them evaluates nothing. A condition that cannot be read opens an incident, and
 * its clock stays as it was.
 */
export function settleClocks(step: Step, before: TicketState | null): void {
  const { flow } = step
  if (!flow.hasClockRules || step.events.length === 0 || step.state.status !== "open") return
  const read: Read = {
    now: clockValues(step.state, flow, step.facts.directory),
    past: before && clockValues(before, flow, step.facts.directory),
  }
  for (const holder of clockHolders(step)) settleClock(step, holder, read)
  // What went wrong with a clock that is over needs nobody any more.
  for (const { id, clockId } of Object.values(step.state.incidents)) {
    if (clockId !== undefined && !holderOf(step, clockId)) step.emit({ type: "resolved", incidentId: id })
  }
}

/** The values after the step, and before it. */
type Read = { now: Values; past: Values | null }

function settleClock(step: Step, holder: ClockHolder, read: Read): void {
  const given = givenConditions(holder.policy)
  // A todo's clock starts with its turn, or by its start condition.
  const mayStart = holder.of !== "todo" || given.some(([name]) => name === "start")
  if (holder.clock ? given.length === 0 : !mayStart) return
  const now: Holds = {}
  const then = heldBefore(step, holder, given, read)
  let standing = standingOf(holder)
  for (let changes = 0; changes < changesMax; changes++) {
    for (const [name, source] of given) {
      if (now[name] !== undefined || !isAsked(standing.phase, name)) continue
      const outcome = evaluate(step, source, read.now)
      if (!outcome.ok) {
        reportFailed(step, holder, { name, source, why: outcome.problem.message, values: read.now })
        return
      }
      now[name] = outcome.value
    }
    const change = nextChange(standing, now, then)
    if (change === null) break
    moveClock(step, holder, clockAt(step.state, holder.id), change)
    // What holds now has begun this life, and resets nothing.
    if (change === "start" || change === "reset") Object.assign(then, { start: true, reset: true })
    standing = { phase: phaseAfter[change], pausedBy: "condition" }
  }
  const failed = Object.values(step.state.incidents).find(({ clockId }) => clockId === holder.id)
  if (failed) step.emit({ type: "resolved", incidentId: failed.id })
}

function standingOf({ clock }: ClockHolder): Standing {
  return clock ? { phase: phaseOf(clock), pausedBy: clock.paused?.cause } : { phase: "pending" }
}

/** What held before the step; one that could not be read then did not hold. */
function heldBefore(step: Step, { clock }: ClockHolder, given: [ClockCondition, string][], { past }: Read): Holds {
  const held: Holds = {}
  for (const [name, source] of given) {
    const outcome = past && evaluate(step, source, past)
    held[name] = outcome?.ok === true && outcome.value
  }
  return clock?.startedAt === step.at ? { ...held, reset: true } : held
}

const evaluate = ({ flow }: Step, source: string, values: Values): ExpressionOutcome =>
  evaluateCondition(source, flow.clockVariables, values, flow.expressions)

const conditionNames: Record<ClockCondition, Text> = {
  start: { en: "start condition", zh: "开始条件" },
  pause: { en: "pause condition", zh: "暂停条件" },
  resume: { en: "resume condition", zh: "恢复条件" },
  stop: { en: "stop condition", zh: "完成条件" },
  cancel: { en: "cancel condition", zh: "取消条件" },
  reset: { en: "reset condition", zh: "重置条件" },
}

type Failed = { name: ClockCondition; source: string; why: Text; values: Values }

/** Once: as long as it cannot be read, the incident stays open and the clock as it is. */
function reportFailed(step: Step, holder: ClockHolder, { name, source, why, values }: Failed): void {
  const { incidents, tokens, activations } = step.state
  if (Object.values(incidents).some(({ clockId }) => clockId === holder.id)) return
  const standing = Object.values(tokens).find(({ activationId }) => Object.hasOwn(activations, activationId))
  const activationId = holder.activationId ?? standing?.activationId ?? "a1"
  const what = conditionNames[name]
  const detail = { en: `SLA ${what.en}: ${why.en}`, zh: `SLA${what.zh}：${why.zh}` }
  const { clockVariables: variables } = step.flow
  step.incident(activationId, "expression", detail, [source], { clockId: holder.id, variables, values })
}
