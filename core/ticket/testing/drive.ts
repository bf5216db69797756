import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { toExecutable } from "@/core/flow/executable"
import type { DraftGraph } from "@/core/flow/graph"
import { invariant } from "@/core/problem"
import { genesisHash, seal } from "../chain"
import type { Command, CommandBody } from "../command"
import { decide } from "../decide"
import type { Decision } from "../decision"
import type { Actor, EventBody, TicketEvent, Values } from "../event"
import { evolve } from "../evolve"
import type { Facts, Pool } from "../facts"
import { samePlan, type MigrationPlan } from "../migration/plan"
import type { TicketState, Todo } from "../state"
import { facts, ids, uuid } from "./tenant"

export type HeldTodo = Todo & { assigneeId: string }

/** 2026-05-04 09:00 in Shanghai, a Monday. */
export const monday9 = Date.parse("2026-05-04T01:00:00Z")
export const minute = 60_000

export function runnable(draft: DraftGraph): ExecutableFlow {
  const result = toExecutable(draft)
  invariant(result.ok, result.ok ? "" : result.problems.map((problem) => problem.text.en).join(" "))
  return result.flow
}

/** A ticket with a store of its own: what a shell does with the engine, without the database. */
export class Drive {
  state: TicketState | null = null
  events: TicketEvent[] = []
  head = genesisHash
  pools: Record<string, Pool> = {}
  at = monday9

  constructor(
    public flow: ExecutableFlow,
    readonly world: Facts = facts,
  ) {}

  send(by: Actor, body: CommandBody, at = this.at): Decision {
    this.at = at
    const command: Command = { at, by, body }
    const facts: Facts = { ...this.world, pools: {}, callAgents: {} }
    let decision = decide(this.flow, this.state, command, facts)
    while (decision.type === "needs") {
      for (const { key } of decision.pools) facts.pools[key] = this.pool(key)
      for (const callId of decision.callIds ?? []) {
        facts.callAgents = { ...facts.callAgents, [callId]: this.world.callAgents?.[callId] ?? null }
      }
      decision = decide(this.flow, this.state, command, facts)
    }
    if (decision.type === "events") this.store(decision.events, by, at)
    if (decision.type === "events") {
      for (const { key, sequence, personId } of decision.pools) {
        const pool = this.pools[key] ?? emptyPool
        invariant(pool.sequence === sequence, "the pool moved meanwhile")
        const open = { ...pool.open, [personId]: (pool.open[personId] ?? 0) + 1 }
        this.pools[key] = { sequence: sequence + 1, lastPersonId: personId, open }
      }
    }
    return decision
  }

  /** Moves the ticket to another version as the plan says. */
  migrate(target: ExecutableFlow, plan: Partial<MigrationPlan> = {}, at = this.at): Decision {
    const versionId = uuid(700 + this.events.length)
    const moving = new Drive(this.flow, { ...this.world, target: { versionId, flow: target } })
    const { state, events, head, pools } = this
    Object.assign(moving, { state, events, head, pools })
    const body = { type: "migrate" as const, fromVersionId: this.now.versionId, versionId, ...samePlan, ...plan }
    const decision = moving.send(ids.owner, body, at)
    this.at = at
    if (decision.type === "events") Object.assign(this, { state: moving.state, head: moving.head, flow: target })
    return decision
  }

  private pool(key: string): Pool {
    const turns = Object.entries(this.pools).map(
      ([own, { sequence }]) => [own.replace("person:", ""), sequence] as const,
    )
    return { ...(this.pools[key] ?? emptyPool), turns: Object.fromEntries(turns) }
  }

  private store(bodies: EventBody[], by: Actor, at: number): void {
    const { events, head } = seal(bodies, { at, by, prev: this.head, seq: this.state?.seq ?? 0 })
    for (const event of events) this.state = evolve(this.state, event)
    this.events.push(...events)
    this.head = head
  }

  open(variables: Values = {}, initiatorId: string | null = ids.agents[0]): this {
    const body: CommandBody = {
      type: "open",
      ticketId: uuid(900),
      number: 7,
      flowId: ids.flow,
      versionId: ids.version,
      title: "Fee reduction",
      origin: { type: "manual" },
      initiatorId,
      variables,
    }
    const decision = this.send(initiatorId ?? "system", body)
    invariant(decision.type === "events", JSON.stringify(decision))
    return this
  }

  get now(): TicketState {
    invariant(this.state, "not open")
    return this.state
  }

  /** The active todos that somebody has. */
  active(): HeldTodo[] {
    return Object.values(this.now.todos).flatMap((todo) => {
      const { state, assigneeId } = todo
      return state === "active" && assigneeId !== null ? [{ ...todo, assigneeId }] : []
    })
  }

  /** Those that wait in a queue. */
  queued(): Todo[] {
    return Object.values(this.now.todos).filter((todo) => todo.state === "active" && todo.assigneeId === null)
  }

  /** The active todo of a person, or the only one. */
  todo(personId?: string): HeldTodo {
    const todo = this.active().find((candidate) => personId === undefined || candidate.assigneeId === personId)
    invariant(todo, `no active todo${personId ? ` of ${personId}` : ""}`)
    return todo
  }

  decide(
    decision: "approve" | "reject" | "done",
    more: Partial<{ by: string; outcome: string; comment: string; fields: Values }> = {},
  ): Decision {
    const todo = this.todo(more.by)
    const { outcome = null, comment = "because", fields = {} } = more
    return this.send(todo.assigneeId, { type: "decide", todoId: todo.id, decision, outcome, comment, fields })
  }

  /** Types of the events since number `seq`. */
  types(seq = 0): string[] {
    return this.events.filter((event) => event.seq > seq).map((event) => event.body.type)
  }
}

const emptyPool: Pool = { sequence: 0, lastPersonId: null, open: {} }
