import { compileExpression } from "@/core/expression/evaluate"
import type { Variable } from "@/core/expression/variable"
import type { ExecutableFlow, ExecutableNode } from "@/core/flow/executable-flow"
import type { DraftEdge } from "@/core/flow/graph"
import { flowValues } from "@/core/flow/variables"
import { movePool, personPool } from "@/core/people/distribute"
import { administratorsOf, indexDirectory } from "@/core/people/units"
import { invariant } from "@/core/problem"
import { clipText } from "@/core/clip-text"
import type { Text } from "@/core/text"
import type { Command } from "./command"
import { createNodeRun } from "./create-node-run"
import type { PoolMove } from "./decision"
import { rejectBranch, settleBranches } from "./branches"
import type { EventBody, Values } from "./event"
import type { IncidentCode } from "./incident-code"
import { evolve } from "./evolve"
import type { Facts, Pool } from "./facts"
import { ticketLimits } from "./limits"
import { StepStop } from "./refusal"
import type { Activation, TicketState, Todo, Token } from "./state"
import { isOpenTodo } from "./todo-state"

type CancelReason = Extract<EventBody, { type: "cancelled" }>["reason"]
type EndReason = Extract<EventBody, { type: "ended" }>["reason"]

/**
 * One command being decided: the state as it becomes, the events so far, and the tokens that still have to arrive
 * somewhere. Lives only inside `decide`.
 */
export class Step {
  readonly events: EventBody[] = []
  readonly pools: PoolMove[] = []
  private readonly arrivals: { tokenId: string; nodeId: string; edgeId: string | null }[] = []
  /** The edge by which an activation of this step was entered. */
  readonly enteredBy = new Map<string, string | null>()
  private readonly movedPools = new Map<string, Pool>()
  private readonly openBefore: Map<string, number>
  private entered = 0
  private valuesOf: { state: TicketState; values: Values } | null = null

  constructor(
    /** The version the ticket is on; another one once it has been moved there. */
    public flow: ExecutableFlow,
    private current: TicketState | null,
    readonly command: Command,
    readonly facts: Facts,
  ) {
    this.openBefore = activeTodos(current)
  }

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

  nextId(letter: "t" | "a" | "d" | "i" | "r", offset = 0): string {
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

  /**
   * A pool as this step sees it: as it was read, and what the step itself has given out and finished so far. Ends the step
   * with a request for it when the shell has not read it yet.
   */
  pool(key: string, personIds: string[]): Pool {
    const read = Object.hasOwn(this.facts.pools, key) ? this.facts.pools[key] : undefined
    if (!read) throw new StepStop({ type: "needs", pools: [{ key, personIds }] })
    const open = { ...read.open }
    for (const [id, now] of activeTodos(this.state)) open[id] = (open[id] ?? 0) + now
    for (const [id, before] of this.openBefore) open[id] = Math.max(0, (open[id] ?? 0) - before)
    return { ...read, ...this.movedPools.get(key), open }
  }

  /** Somebody got the next todo of a pool. Whoever has a capacity has a pool of their own, which moves too. */
  movePool(key: string, pool: Pool, personId: string): void {
    this.pools.push({ key, sequence: pool.sequence, personId })
    this.movedPools.set(key, movePool(pool, personId, this.at))
    if ((indexDirectory(this.facts.directory).person(personId)?.capacity ?? null) === null) return
    const own = personPool(personId)
    const moved = this.pools.filter((move) => move.key === own).length
    this.pools.push({ key: own, sequence: (pool.turns?.[personId] ?? 0) + moved, personId })
  }

  /** Who took the call that opened the ticket; null for other tickets, and while nobody we know has. */
  callAgent(): string | null {
    const { origin } = this.state
    if (origin.type !== "call") return null
    const { callAgents = {} } = this.facts
    if (!Object.hasOwn(callAgents, origin.callId)) {
      throw new StepStop({ type: "needs", pools: [], callIds: [origin.callId] })
    }
    return callAgents[origin.callId] ?? null
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
    this.enteredBy.set(activationId, edgeId)
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

  /** A token is on its way to a node; it arrives once what is being decided here is done. */
  send(tokenId: string, nodeId: string, edgeId: string | null): void {
    this.arrivals.push({ tokenId, nodeId, edgeId })
  }

  /** Lets every token arrive where it goes, and joins go on, until all wait for people or have ended. */
  settle(): void {
    do {
      for (let next = this.arrivals.shift(); next; next = this.arrivals.shift()) {
        // Another branch may have ended it while it was on its way.
        if (Object.hasOwn(this.state.tokens, next.tokenId) || next.tokenId === this.nextId("t")) {
          this.enter(next.tokenId, next.nodeId, next.edgeId)
        }
      }
    } while (this.state.status === "open" && settleBranches(this))
  }

  token(tokenId: string): Token {
    const token = this.state.tokens[tokenId]
    invariant(token, `there is no token ${tokenId}`)
    return token
  }

  leave(activation: Activation, exit: string, edge: DraftEdge | undefined): void {
    const { id, tokenId, nodeId, backTo } = activation
    this.emit({ type: "completed", activationId: id, exit })
    const { kind, config } = this.node(nodeId)
    const isRejection = kind.exits(config).some((way) => way.id === exit && way.tone === "negative")
    if (backTo !== undefined && !isRejection && this.flow.nodes.has(backTo)) this.send(tokenId, backTo, null)
    else if (edge) this.send(tokenId, edge.target, edge.id)
    else if (isRejection) rejectBranch(this, tokenId, exit)
    else this.end(tokenId, exit, null)
  }

  /** A token ends; with the last one the ticket does. */
  end(tokenId: string, resolution: string, text: Text | null): void {
    if (Object.keys(this.state.tokens).length > 1) this.emit({ type: "ended", tokenIds: [tokenId], reason: "end" })
    else this.close(resolution, text)
  }

  /** Ends tokens that go no further, and cancels their work. */
  endTokens(tokens: Token[], cancelled: CancelReason, reason: EndReason): void {
    const over = new Set(tokens.map((token) => token.activationId))
    this.cancel(
      Object.values(this.state.todos).filter((todo) => over.has(todo.activationId)),
      cancelled,
    )
    if (tokens.length > 0) this.emit({ type: "ended", tokenIds: tokens.map((token) => token.id), reason })
  }

  close(resolution: string, resolutionText: Text | null): void {
    this.cancel(Object.values(this.state.todos), "closed")
    this.emit({ type: "closed", resolution, resolutionText })
  }

  /** Cancels those of the todos that are still open; no event when none is. */
  cancel(todos: Todo[], reason: CancelReason): void {
    const todoIds = todos.filter(isOpenTodo).map((todo) => todo.id)
    if (todoIds.length > 0) this.emit({ type: "cancelled", todoIds, reason })
  }

  /** `clock`: it is a clock that cannot go on, by what its conditions read; the node can. */
  incident(
    activationId: string,
    code: IncidentCode,
    detail: Text,
    sources: string[] = [],
    clock?: { clockId: string; variables: Variable[]; values: Values },
  ): void {
    const { expressions } = this.flow
    const { variables } = clock ?? this.flow
    const compiled = sources.map((source) => compileExpression(source, variables, { cache: expressions }))
    const read = new Set(compiled.flatMap((expression) => expression.references))
    const values = Object.fromEntries(
      Object.entries(clock?.values ?? this.values())
        .filter(([key]) => read.has(key))
        .map(([key, value]) => [key, typeof value === "string" ? clipText(value, 200) : value]),
    )
    const text = { en: clipText(detail.en, 400), zh: clipText(detail.zh, 400) }
    const incidentId = this.nextId("i")
    const personIds = this.administrators()
    const failed = clock && { clockId: clock.clockId }
    this.emit({ type: "incident", incidentId, activationId, code, detail: text, values, personIds, ...failed })
  }
}

/** How many todos each person has on this ticket now. */
function activeTodos(state: TicketState | null): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { state: todoState, assigneeId } of Object.values(state?.todos ?? {})) {
    if (todoState === "active" && assigneeId !== null) counts.set(assigneeId, (counts.get(assigneeId) ?? 0) + 1)
  }
  return counts
}
