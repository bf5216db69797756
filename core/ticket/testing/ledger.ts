import { canonicalJson } from "@/core/canonical-json"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { invariant } from "@/core/problem"
import { notificationsOfStep, type Notification } from "@/core/warning/notify"
import { genesisHash, seal } from "../chain"
import type { Command } from "../command"
import type { ClockRow } from "../clock/rows"
import { decide } from "../decide"
import type { Decision } from "../decision"
import type { TicketEvent } from "../event"
import { evolve } from "../evolve"
import type { Facts, Pool } from "../facts"
import { project, type Changes, type TodoRow } from "../project"
import type { TicketState } from "../state"

/** What one step did, for the invariants to look at. */
export type LedgerStep = {
  command: Command
  decision: Decision
  before: TicketState | null
  after: TicketState | null
  /** Empty when refused or stale. */
  events: TicketEvent[]
  changes: Changes | null
  /** The version the ticket was on after it. */
  flow: ExecutableFlow
  /** What the decision looked at. */
  world: Omit<Facts, "pools">
}

/** One ticket and its tables, written as a shell writes them: only by what `project` and `notificationsOf` say. */
export class Ledger {
  state: TicketState | null = null
  head = genesisHash
  readonly steps: LedgerStep[] = []
  readonly events: TicketEvent[] = []
  readonly todos = new Map<string, TodoRow>()
  readonly timers = new Map<string, { at: number; version: number | null }>()
  readonly clocks = new Map<string, ClockRow>()
  readonly outbox: Notification[] = []

  /** `pools`: those of the tenant, when several tickets share them. */
  constructor(
    public flow: ExecutableFlow,
    readonly pools: Record<string, Pool> = {},
  ) {}

  send(command: Command, world: Omit<Facts, "pools">): LedgerStep {
    const before = this.state
    freeze(before)
    freeze(command)
    let pools: Record<string, Pool> = {}
    let callAgents: Record<string, string | null> = {}
    let decision = decide(this.flow, before, command, { ...world, pools, callAgents })
    while (decision.type === "needs") {
      const asked = decision.pools.map(({ key, personIds }) => [key, this.pool(key, personIds)] as const)
      const calls = (decision.callIds ?? []).filter((id) => !Object.hasOwn(callAgents, id))
      invariant(asked.some(([key]) => !pools[key]) || calls.length > 0, "asked for what was given")
      pools = freeze({ ...pools, ...Object.fromEntries(asked) })
      callAgents = { ...callAgents, ...Object.fromEntries(calls.map((id) => [id, world.callAgents?.[id] ?? null])) }
      decision = decide(this.flow, before, command, { ...world, pools, callAgents })
    }
    const flow = this.flow
    const step: LedgerStep = { command, decision, before, after: before, events: [], changes: null, flow, world }
    this.steps.push(step)
    if (decision.type !== "events" || decision.events.length === 0) return step

    const again = decide(this.flow, before, command, { ...world, pools, callAgents })
    invariant(canonicalJson(again) === canonicalJson(decision), "the same arguments gave two answers")
    const { events, head } = seal(decision.events, {
      at: command.at,
      by: command.by,
      prev: this.head,
      seq: before?.seq ?? 0,
    })
    if (command.body.type === "migrate" && world.target) this.flow = world.target.flow
    const after = events.reduce(evolve, before)
    invariant(after, "events without a state")
    const { changes, after: projected } = project(before, events, this.flow)
    invariant(canonicalJson(projected) === canonicalJson(after), "projecting a step gave another state than folding it")
    this.write(changes, decision)
    this.outbox.push(...notificationsOfStep(events, after, this.flow))
    this.events.push(...events)
    this.state = after
    this.head = head
    Object.assign(step, { after, events, changes, flow: this.flow })
    return step
  }

  /** As the shell reads it: with the open work of everybody, and the turns of single people. */
  protected pool(key: string, _personIds: string[]): Pool {
    const open: Record<string, number> = {}
    for (const { state, assigneeId } of this.todos.values()) {
      if (state === "active" && assigneeId !== null) open[assigneeId] = (open[assigneeId] ?? 0) + 1
    }
    const turns = Object.entries(this.pools).flatMap(([own, { sequence }]) => {
      return own.startsWith("person:") ? [[own.slice("person:".length), sequence] as const] : []
    })
    return { ...(this.pools[key] ?? emptyPool), open, turns: Object.fromEntries(turns) }
  }

  private write(changes: Changes, decision: Decision): void {
    for (const row of changes.todos) this.todos.set(row.id, row)
    for (const itemId of changes.timers.disarm) {
      invariant(this.timers.delete(itemId), `disarmed the timer of ${itemId}, which was not armed`)
    }
    for (const { itemId, ...timer } of changes.timers.arm) this.timers.set(itemId, timer)
    for (const row of changes.clocks) this.clocks.set(row.id, row)
    for (const { key, sequence, personId } of decision.type === "events" ? decision.pools : []) {
      const pool = this.pools[key] ?? emptyPool
      invariant(pool.sequence === sequence, `pool ${key} was moved from ${sequence}, not from ${pool.sequence}`)
      this.pools[key] = { ...pool, sequence: sequence + 1, lastPersonId: personId }
    }
  }
}

const emptyPool: Pool = { sequence: 0, lastPersonId: null, open: {} }

/** Deep; a later write throws. What is frozen already is not walked again, so freezing each state costs little. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) freeze(member)
  }
  return value
}
