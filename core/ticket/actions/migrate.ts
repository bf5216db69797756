import type { ExecutableNode } from "@/core/flow/executable-flow"
import { canonicalJson } from "@/core/canonical-json"
import { invariant, type Problem } from "@/core/problem"
import { createNodeRun } from "../create-node-run"
import { ownClocks } from "../clock/rows"
import { clockFor } from "../dispatch"
import type { EventBody } from "../event"
import { fitProblems } from "../migration/fit"
import { mapped, type MigrationPlan } from "../migration/plan"
import { otherSequence, stepName, tooFewVotes } from "../migration/problems"
import { edgeRenames, nodeRenames } from "../migration/renames"
import { refuse, refuseAll } from "../refusal"
import type { Activation, Todo } from "../state"
import type { Step } from "../step"
import { isOpenTodo } from "../todo-state"
import type { Handlers } from "./handler"

type Migrated = Extract<EventBody, { type: "migrated" }>

export const migrateHandlers: Handlers<"migrate"> = {
  /** Who may is said by the flow's scope, which the shell knows; the engine looks at what can be done. */
  migrate: (step, { versionId, fromVersionId, ...plan }) => {
    const source = step.flow
    const target = step.facts.target
    invariant(target?.versionId === versionId, "a ticket moves to a version that was not read")
    if (step.state.versionId !== fromVersionId || versionId === fromVersionId) refuse("otherVersion")
    const problems = fitProblems({ source, target: target.flow }, step.state, plan)
    if (problems.length > 0) refuseAll(problems)

    const rolls = rollsOf(step, plan, target.flow.nodes)
    const unfit = rolls.flatMap(({ problem }) => problem ?? [])
    if (unfit.length > 0) refuseAll(unfit)
    const nodes = nodeRenames({ source, target: target.flow }, step.state, plan)
    const edges = edgeRenames(step.state, plan)
    // From here on it is the other version's nodes, settings and calendars that count.
    step.flow = target.flow
    const todos = Object.values(step.state.todos).filter(isOpenTodo)
    const open = [...todos.map((todo) => clockThere(step, todo, plan)), ...ownClocksThere(step, plan)]
    const needs = rolls.flatMap(({ activation, need }) =>
      need === activation.need ? [] : [{ activationId: activation.id, need }],
    )
    step.emit({ type: "migrated", fromVersionId, versionId, nodes, edges, clocks: plan.clocks, needs, open })
    for (const { activation, isChanged } of rolls) if (isChanged) recount(step, activation.id)
  },
}

type Roll = { activation: Activation; need: number; problem: Problem | null; isChanged: boolean }

/** The votes that go on, and what the other version makes of them: their people stay, its rule counts. */
function rollsOf(step: Step, plan: MigrationPlan, nodes: ReadonlyMap<string, ExecutableNode>): Roll[] {
  return Object.values(step.state.activations).flatMap((activation) => {
    const seats = createNodeRun(step, activation.id).seats()
    const from = step.node(activation.nodeId)
    const to = nodes.get(mapped(plan.nodes, activation.nodeId))
    const [here, there] = [from.kind.signing, to?.kind.signing]
    if (!to || !here || !there || seats.length === 0 || activation.state === "completed") return []
    const name = stepName(step.flow, activation.nodeId)
    const votes = seats.reduce((sum, { weight = 1 }) => sum + weight, 0)
    const wanted = Math.max(1, there.need(to.config, votes))
    // Under the same rule whatever is needed now stays: less, for whoever took their work back.
    const isSameRule = here.need(from.config, votes) === there.need(to.config, votes)
    const need = isSameRule ? activation.need : activation.personId === undefined ? wanted : Math.min(wanted, votes)
    const isOtherOrder = seats.length > 1 && here.isSequence(from.config) !== there.isSequence(to.config)
    const problem = isOtherOrder
      ? otherSequence(activation.nodeId, name)
      : need > votes && !isSameRule
        ? tooFewVotes(activation.nodeId, name, need, votes)
        : null
    // In a sequence only a rejection decides early, whatever the rule.
    const isChanged = !there.isSequence(to.config) && canonicalJson(from.config) !== canonicalJson(to.config)
    return [{ activation, need, problem, isChanged }]
  })
}

/** The votes may be enough, or hopeless, by the other version's rule. */
function recount(step: Step, activationId: string): void {
  const activation = step.state.activations[activationId]
  if (activation?.state !== "active") return
  const { kind, config } = step.node(activation.nodeId)
  kind.signing?.advance(createNodeRun(step, activationId), config)
}

type Kept = Migrated["open"][number]

/**
 * The clock a todo has after the move: as it was, without tiers the other version does not have, or a new one. A step
 * without a deadline in the other version has none.
 */
function clockThere(step: Step, todo: Todo, { clocks, nodes }: MigrationPlan): Kept {
  const { kind, config } = step.node(mapped(nodes, todo.nodeId))
  const sla = kind.sla?.(config) ?? null
  if (clocks === "keep") return { id: todo.id, levels: sla ? sla.tiers.length : null, clock: null }
  // Whoever waits for their turn has no clock before it comes.
  const hasOne = todo.clock !== null || todo.stopped !== undefined || todo.state === "active"
  return { id: todo.id, levels: null, clock: hasOne ? clockFor(step, sla, todo) : null }
}

/** Clocks of visits and of the ticket: kept while the other version has them; what is gone may start anew by its rules. */
function ownClocksThere(step: Step, { clocks, nodes }: MigrationPlan): Kept[] {
  return Object.keys(ownClocks(step.state)).map((id) => {
    const activation = step.state.activations[id]
    const node = activation && step.flow.nodes.get(mapped(nodes, activation.nodeId))
    const policy = activation
      ? node?.kind.visitSla?.(node.config)
      : step.flow.settings.slas?.find((sla) => sla.id === id)
    return { id, levels: clocks === "keep" && policy ? policy.tiers.length : null, clock: null }
  })
}
