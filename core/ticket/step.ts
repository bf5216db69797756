import { compileExpression, evaluateCondition } from "@/core/expression/evaluate"
import type { ExecutableFlow, ExecutableNode } from "@/core/flow/executable-flow"
import type { DraftEdge } from "@/core/flow/graph"
import { renderTemplate } from "@/core/flow/template"
import { flowValues } from "@/core/flow/variables"
import { administratorsOf } from "@/core/people/units"
import { invariant } from "@/core/problem"
import { clipText, type Text } from "@/core/text"
import type { Command } from "./command"
import type { PoolMove } from "./decision"
import { activateNext, dispatch, resolve } from "./dispatch"
import type { EventBody, IncidentCode, Values } from "./event"
import { evolve } from "./evolve"
import type { Facts, Pool } from "./facts"
import { ticketLimits } from "./limits"
import type { NodeRun } from "./node-run"
import { refuse, refuseAll, StepStop } from "./refusal"
import type { Activation, TicketState, Todo } from "./state"
import { checkFieldValues } from "@/core/flow/field-value"
import { movePool } from "@/core/people/distribute"

/**
 * One command being decided: the state as it becomes, the events so far, and the tokens that still have to arrive
 * somewhere. Lives only inside `decide`.
 */
export class Step {
  readonly events: EventBody[] = []
  readonly pools: PoolMove[] = []
  private readonly arrivals: { tokenId: string; edge: DraftEdge }[] = []
  private readonly seenPools = new Map<string, Pool>()
  private entered = 0
  private valuesOf: { state: TicketState; values: Values } | null = null

  constructor(
    readonly flow: ExecutableFlow,
    private current: TicketState | null,
    readonly command: Command,
    readonly facts: Facts,
  ) {}

  /** The state with everything this step has emitted folded in. */
  get state(): TicketState {
    invariant(this.current, "the ticket is not open")
    return this.current
  }

  get at(): number {
    return this.command.at
  }

  emit(body: EventBody): void {
    const seq = (this.current?.seq ?? 0) + 1
    this.current = evolve(this.current, { seq, at: this.command.at, by: this.command.by, body })
    this.events.push(body)
  }

  nextId(letter: "t" | "a" | "d" | "i", offset = 0): string {
    return `${letter}${this.state.nextId + offset}`
  }

  values(): Values {
    if (this.valuesOf?.state !== this.state) {
      this.valuesOf = { state: this.state, values: flowValues(this.state, this.flow.fields, this.facts.directory) }
    }
    return this.valuesOf.values
  }

  administrators(): string[] {
    return administratorsOf(this.facts.directory, this.flow.settings.administratorIds)
  }

  /** A pool as this step sees it; ends the step with a request for it when the shell has not read it yet. */
  pool(key: string, personIds: string[]): Pool {
    const pool = this.seenPools.get(key) ?? (Object.hasOwn(this.facts.pools, key) ? this.facts.pools[key] : undefined)
    if (!pool) throw new StepStop({ type: "needs", pools: [{ key, personIds }] })
    return pool
  }

  movePool(key: string, pool: Pool, personId: string): void {
    this.pools.push({ key, sequence: pool.sequence, personId })
    this.seenPools.set(key, movePool(pool, personId))
  }

  node(nodeId: string): ExecutableNode {
    const node = this.flow.nodes.get(nodeId)
    invariant(node, `the flow has no node ${nodeId}`)
    return node
  }

  /** A token comes to a node: a new visit of it. */
  enter(tokenId: string, nodeId: string, edgeId: string | null): void {
    const visits = Object.values(this.state.activations).filter((activation) => activation.nodeId === nodeId)
    const visit = 1 + Math.max(0, ...visits.map((activation) => activation.visit))
    // The token of a new ticket takes the first number, its activation the second.
    const activationId = this.nextId("a", tokenId === this.nextId("t") ? 1 : 0)
    this.emit({ type: "entered", tokenId, activationId, nodeId, visit, edgeId })
    this.entered += 1
    if (this.entered > ticketLimits.stepsPerCommandMax || visit > ticketLimits.visitsPerNodeMax) {
      this.incident(activationId, "tooManySteps", {
        en: "The ticket goes round in this flow too often.",
        zh: "工单在流程中循环次数过多。",
      })
      return
    }
    this.arrive(activationId)
  }

  arrive(activationId: string): void {
    const run = this.run(activationId)
    const { kind, config } = this.node(run.activation.nodeId)
    kind.arrive(run, config)
  }

  /** Lets every token that has left a node arrive where it goes, until all wait for people or have ended. */
  settleArrivals(): void {
    for (let next = this.arrivals.shift(); next; next = this.arrivals.shift()) {
      this.enter(next.tokenId, next.edge.target, next.edge.id)
    }
  }

  leave(activation: Activation, exit: string, edge: DraftEdge | undefined): void {
    this.emit({ type: "completed", activationId: activation.id, exit })
    if (edge) this.arrivals.push({ tokenId: activation.tokenId, edge })
    else this.close(exit, null)
  }

  close(resolution: string, resolutionText: Text | null): void {
    this.cancel(Object.values(this.state.todos), "closed")
    this.emit({ type: "closed", resolution, resolutionText })
  }

  /** Cancels those of the todos that are still open; no event when none is. */
  cancel(todos: Todo[], reason: "decided" | "closed" | "revoked"): void {
    const todoIds = todos.filter((todo) => todo.state === "active" || todo.state === "waiting").map((todo) => todo.id)
    if (todoIds.length > 0) this.emit({ type: "cancelled", todoIds, reason })
  }

  incident(activationId: string, code: IncidentCode, detail: Text, failed: DraftEdge[] = []): void {
    const { variables, expressions } = this.flow
    const compiled = failed.map((edge) =>
      compileExpression(edge.condition, variables, { expect: "bool", cache: expressions }),
    )
    const read = new Set(compiled.flatMap((expression) => expression.references))
    const values = Object.fromEntries(
      Object.entries(this.values())
        .filter(([key]) => read.has(key))
        .map(([key, value]) => [key, typeof value === "string" ? clipText(value, 200) : value]),
    )
    const text = { en: clipText(detail.en, 400), zh: clipText(detail.zh, 400) }
    const incidentId = this.nextId("i")
    const personIds = this.administrators()
    this.emit({ type: "incident", incidentId, activationId, code, detail: text, values, personIds })
  }

  /** What the kind of a node may do with one visit of it. */
  run(activationId: string): NodeRun {
    const step = this
    const { flow } = this
    const activationOf = () => {
      const activation = step.state.activations[activationId]
      invariant(activation, `there is no activation ${activationId}`)
      return activation
    }
    const todos = () =>
      Object.values(step.state.todos)
        .filter((todo) => todo.activationId === activationId)
        .sort((a, b) => a.seat - b.seat)
    const routes = () => step.flow.routes.get(activationOf().nodeId)
    return {
      get state() {
        return step.state
      },
      get activation() {
        return activationOf()
      },
      at: step.at,
      todos,
      emit: (body) => step.emit(body),
      dispatch: (request) => dispatch(step, this.run(activationId), request),
      settle: (todo, { decision, outcome, comment, fields }, fieldKeys) => {
        const known = step.state.variables
        const problems = checkFieldValues(step.flow.fields, fieldKeys, fields, {
          known,
          complete: decision !== "reject",
        })
        if (problems.length > 0) refuseAll(problems)
        const changed = Object.entries(fields).filter(([key, value]) => !sameValue(value, known[key] ?? null))
        step.emit({ type: "decided", todoId: todo.id, decision, outcome, comment, fields: Object.fromEntries(changed) })
      },
      activateNext: (request) => activateNext(step, this.run(activationId), request),
      cancelOpen: () => step.cancel(todos(), "decided"),
      complete: (exit) => step.leave(activationOf(), exit, routes()?.get(exit)?.[0]),
      close: (resolution, text) => step.close(resolution, text),
      routes: () => [...(routes()?.values() ?? [])].flat(),
      evaluate: (edge) => evaluateCondition(edge.condition, flow.variables, step.values(), flow.expressions),
      leaveBy: (edge) => step.leave(activationOf(), edge.exit, edge),
      incident: (code, detail, failed) => step.incident(activationId, code, detail, failed),
      resolvePeople: (rule) => resolve(step, rule).people.map((person) => person.personId),
      render: (template, charsMax) => renderTemplate(template, step.flow.variables, step.values(), charsMax),
      refuse: (code, text, field) => refuse(code, text, field),
    }
  }
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
