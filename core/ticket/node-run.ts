import type { DraftEdge } from "@/core/flow/graph"
import type { DecideCommand } from "@/core/flow/node-kind"
import type { Distribution, EmptyRule, PeopleRule } from "@/core/people/rule"
import type { ExpressionOutcome } from "@/core/expression/evaluate"
import type { SlaPolicy } from "@/core/sla/policy"
import type { Text } from "@/core/text"
import type { RefusalCode } from "./decision"
import type { EventBody, IncidentCode } from "./event"
import type { Activation, TicketState, Todo } from "./state"

export type Dispatch = {
  people: PeopleRule
  distribution: Distribution
  empty: EmptyRule
  sla: SlaPolicy | null
  /** Sequential: only the first todo is active, the others wait. */
  sequential: boolean
  /** Approvals needed, given the number of seats. More than there are seats opens an incident. */
  need(seats: number): number
  /** The exit taken when the rule names nobody and the empty rule is `pass`; `reject` leaves by "rejected". */
  passExit: string
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
  /** Resolve people, apply the empty rule, distribute, start clocks; emits `dispatched`, or leaves, or an incident. */
  dispatch(request: Dispatch): void
  /** Checks the fields against `fieldKeys` and emits `decided`. */
  settle(todo: Todo, command: DecideCommand, fieldKeys: string[]): void
  /**
   * Give the next waiting signer their turn. One who has left meanwhile is replaced or passed over by the empty rule, for
   * that seat only. True when that settled what comes next (a turn, an end, an incident); false when nobody waits any more.
   */
  activateNext(request: Dispatch): boolean
  /** Cancel what is still open in this activation, with the reason "decided". */
  cancelOpen(): void
  /** The node is done; the token leaves by `exit`. Without an edge there, the ticket ends (resolution = exit). */
  complete(exit: string): void
  /** The ticket ends here. */
  close(resolution: string, text: Text | null): void
  /** Routes out of this node in priority order, and what evaluating a condition gave. */
  routes(): DraftEdge[]
  evaluate(edge: DraftEdge): ExpressionOutcome
  /** Leave by one particular edge. */
  leaveBy(edge: DraftEdge): void
  /** `valuesOf`: the edges whose conditions failed; the values they read are kept with the incident. */
  incident(code: IncidentCode, detail: Text, valuesOf?: DraftEdge[]): void
  resolvePeople(rule: PeopleRule): string[]
  render(template: string, charsMax: number): string
  /** Ends the step: nothing happens, the sender is told why. */
  refuse(code: RefusalCode, text: Text, field?: string): never
}
