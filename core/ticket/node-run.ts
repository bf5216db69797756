import type { DraftEdge, Field } from "@/core/flow/graph"
import type { DecideCommand } from "@/core/flow/node-kind"
import type { Distribution, EmptyRule, InitiatorRule, PeopleRule, RepeatRule } from "@/core/people/rule"
import type { ExpressionOutcome } from "@/core/expression/evaluate"
import type { SlaPolicy } from "@/core/sla/policy"
import type { Text } from "@/core/text"
import type { ServiceRequest } from "@/core/flow/request/build-request"
import type { RefusalCode } from "./decision"
import type { Ask, EventBody, Value } from "./event"
import type { IncidentCode } from "./incident-code"
import type { Activation, TicketState, Todo } from "./state"

export type Dispatch = {
  people: PeopleRule
  distribution: Distribution
  empty: EmptyRule
  sla: SlaPolicy | null
  /** Sequential: only the first todo is active, the others wait. */
  sequential: boolean
  /** Approvals needed, given the votes of all seats. More than there are opens an incident. */
  need(votes: number): number
  /** Votes of a person's seat; absent = 1 each. */
  weightOf?(personId: string): number
  /** What becomes of whoever opened the ticket, and of whoever has approved before. Absent: they are asked like anybody. */
  skips?: { initiator: InitiatorRule; repeat: RepeatRule }
  /** The exit taken when the rule names nobody and the empty rule is `pass`; `reject` leaves by "rejected". */
  passExit: string
  /** Gets it again, while the rule still names them. */
  prefer?: string | null
}

/**
 * What a node kind may do while a step is decided: look at the state (already including what this step emitted) and emit
 * events. Built by `decide`; every method is pure over the facts of the command.
 */
export type NodeRun = {
  readonly state: TicketState
  readonly activation: Activation
  readonly at: number
  /** Every todo of this activation, in seat order. */
  todos(): Todo[]
  /** Those with a vote of their own: not the people they asked, nor who was taken off again. */
  seats(): Todo[]
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
  /** The token ends here, and the ticket with its last one. `all`: the whole ticket, whatever its other branches do. */
  close(resolution: string, text: Text | null, all: boolean): void
  /** Leave by all of these edges at once. */
  fork(edges: DraftEdge[]): void
  /** Wait until an instant; then the kind's `wake`. */
  waitUntil(until: number): void
  /** The instant after so many open minutes. `calendarId` as in an SLA. */
  afterWorking(minutes: number, calendarId: SlaPolicy["calendarId"]): number
  /** As `ask`, of a service: the address is filled in with the ticket's values. */
  request(request: ServiceRequest): void
  /** Asks the outside; waits for the answer, and then the kind's `answered`, unless the ask says otherwise. */
  ask(ask: Ask): void
  /** Gives up what was asked for and has not come: the tickets are revoked. */
  recall(): void
  /** Wait for the other branches. */
  waitForOthers(): void
  /** False once the node is done, or held by an incident. */
  isWaiting(): boolean
  /** Nodes this branch can be returned to, the last one first; the start is the last of them. */
  returnTargets(): string[]
  /** The ticket goes back to one of them as the node's rule says; null = to whoever opened it. */
  sendBack(nodeId: string | null): void
  /** The node is done; the token goes to a node that no edge leads to from here. */
  jumpTo(nodeId: string): void
  /** Routes out of this node in priority order, and what evaluating a condition gave. */
  routes(): DraftEdge[]
  evaluate(edge: DraftEdge): ExpressionOutcome
  /** What any other expression gives; one that gives no value a field can hold fails. */
  compute(source: string): ExpressionOutcome<Value>
  /** Fields of the flow. */
  readonly fields: Field[]
  /** Leave by one particular edge. */
  leaveBy(edge: DraftEdge): void
  /** `read`: the expressions that failed; the values they read are kept with the incident. */
  incident(code: IncidentCode, detail: Text, read?: string[]): void
  resolvePeople(rule: PeopleRule): string[]
  render(template: string, charsMax: number): string
  /** Ends the step: nothing happens, the sender is told why. */
  refuse(code: RefusalCode, text: Text, field?: string): never
}
