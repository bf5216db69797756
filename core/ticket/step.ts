import { compileExpression } from "@/core/expression/evaluate"
import type { ExecutableFlow, ExecutableNode } from "@/core/flow/executable-flow"
import type { DraftEdge } from "@/core/flow/graph"
import { flowValues } from "@/core/flow/variables"
import { movePool } from "@/core/people/distribute"
import { administratorsOf } from "@/core/people/units"
import { invariant } from "@/core/problem"
import { clipText } from "@/core/clip-text"
import type { Text } from "@/core/text"
import type { Command } from "./command"
import { createNodeRun } from "./create-node-run"
import type { PoolMove } from "./decision"
import type { EventBody, IncidentCode, Values } from "./event"
import { evolve } from "./evolve"
import type { Facts, Pool } from "./facts"
import { ticketLimits } from "./limits"
import { StepStop } from "./refusal"
import type { Activation, TicketState, Todo } from "./state"

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
    const { visits } = this.state
    const visit = 1 + (Object.hasOwn(visits, nodeId) ? (visits[nodeId] ?? 0) : 0)
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
    const run = createNodeRun(this, activationId)
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
}
