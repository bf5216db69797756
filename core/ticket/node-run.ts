import type { Distribution, EmptyRule, PeopleRule } from "@/core/people/rule"
import type { SlaPolicy } from "@/core/sla/policy"
import type { ExpressionOutcome } from "@/core/expression/evaluate"
import type { Problem } from "@/core/problem"
import type { DraftEdge } from "@/core/flow/graph"
import type { DecideCommand } from "@/core/flow/node-kind"
import type { EventBody } from "./event"
import type { Activation, TicketState, Todo } from "./state"

export type Dispatch = {
  people: PeopleRule
  distribution: Distribution
  empty: EmptyRule
  sla: SlaPolicy | null
  /** Sequential: only the first todo is active, the others wait. */
  sequential: boolean
  /** Approvals needed, given the number of seats. */
  need(seats: number): number
}

/**
 * What a node kind may do while a step is decided: look at the state (already including what this step emitted) and emit
 * events. Built by `decide`; every method is pure over the facts of the command.
 */
export type NodeRun = {
  readonly state: TicketState
  readonly activation: Activation
  readonly at: number
  /** Seats of this activation, in seat order. */
  todos(): Todo[]
  emit(body: EventBody): void
  /** Resolve people, apply the empty rule, distribute, start clocks; emits `dispatched` or an incident. */
  dispatch(request: Dispatch): void
  /** Emits `decided` for the todo of the command. */
  settle(todo: Todo, command: DecideCommand): void
  /** Give the next waiting signer their turn. */
  activateNext(sla: SlaPolicy | null): void
  /** Cancel what is still open in this activation, with the reason "decided". */
  cancelOpen(): void
  /** The node is done; the token leaves by `exit`. Without an edge there, the ticket ends (resolution = exit). */
  complete(exit: string): void
  /** Routes out of this node in priority order, and what evaluating a condition gave. */
  routes(): DraftEdge[]
  evaluate(edge: DraftEdge): ExpressionOutcome
  /** Leave by one particular edge. */
  leaveBy(edge: DraftEdge): void
  incident(code: "nobody" | "noRoute" | "expression" | "tooManySteps", detail: { en: string; zh: string }): void
  resolvePeople(rule: PeopleRule): string[]
  render(template: string): string
  refuse(problem: Problem): void
}
