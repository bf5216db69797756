import type { FlowSettings } from "@/core/flow/graph"
import { roleSchema, type Directory, type Role } from "@/core/people/directory"
import { queuesOf } from "@/core/people/queue"
import { indexDirectory } from "@/core/people/units"
import type { Actor } from "./event"
import type { TicketState, Todo } from "./state"
import type { TodoState } from "./todo-state"
import { withdrawable } from "./withdrawable"

/** What people do to a ticket that is there. */
export const ticketActions = [
  "decide",
  "transfer",
  "comment",
  "retry",
  "revoke",
  "addSign",
  "removeSign",
  "delegate",
  "retract",
  "return",
  "withdraw",
  "jump",
  "reopen",
  "urge",
  "copy",
  "acknowledge",
  "pause",
  "resume",
  "claim",
  "unclaim",
] as const
export type TicketAction = (typeof ticketActions)[number]

/** How a person stands to a ticket: by their part in it, or by their role in the tenant. */
export type Relation = "assignee" | "groupMember" | "adder" | "initiator" | "flowAdministrator" | "member" | Role

type Permission = {
  /** What the ticket must be; absent = open. */
  ticket?: "closed" | "any"
  /** States of the todo the action is about; absent when it is about the ticket. */
  todo?: TodoState[]
  /** The todo waits in a queue, or was taken from one. */
  queue?: "waiting" | "taken"
  /** The action is about an open incident. */
  incident?: true
  /** The action is about something the person completed and nobody has followed up on. */
  own?: true
  /** Any one of these is enough. */
  relations: Relation[]
  /** Those of them that the flow may let lapse with the first decision. */
  lapsing?: Relation[]
}

/** Who may do what, and when. Engine, server and pages read this. */
export const permissions: Record<TicketAction, Permission> = {
  decide: { todo: ["active"], relations: ["assignee"] },
  transfer: { todo: ["active"], relations: ["assignee", "supervisor", "flowAdministrator", "owner"] },
  comment: { ticket: "any", relations: ["member"] },
  retry: { incident: true, relations: ["supervisor", "flowAdministrator", "owner"] },
  revoke: { relations: ["initiator", "flowAdministrator", "owner"], lapsing: ["initiator"] },
  addSign: { todo: ["active"], relations: ["assignee"] },
  removeSign: { todo: ["active", "waiting"], relations: ["adder", "supervisor", "flowAdministrator", "owner"] },
  delegate: { todo: ["active"], relations: ["assignee"] },
  retract: { todo: ["approved", "rejected"], relations: ["assignee"] },
  return: { todo: ["active"], relations: ["assignee"] },
  withdraw: { own: true, relations: ["member"] },
  jump: { relations: ["flowAdministrator", "owner"] },
  reopen: { ticket: "closed", relations: ["supervisor", "flowAdministrator", "owner"] },
  urge: { relations: ["initiator", "supervisor", "flowAdministrator", "owner"] },
  copy: { ticket: "any", relations: ["member"] },
  acknowledge: { todo: ["active"], relations: ["assignee", "supervisor", "flowAdministrator", "owner"] },
  pause: { todo: ["active"], relations: ["assignee", "supervisor", "flowAdministrator", "owner"] },
  resume: { todo: ["active"], relations: ["assignee", "supervisor", "flowAdministrator", "owner"] },
  claim: { todo: ["active"], queue: "waiting", relations: ["groupMember"] },
  unclaim: {
    todo: ["active"],
    queue: "taken",
    relations: ["assignee", "supervisor", "flowAdministrator", "owner"],
  },
}

export type Standing = {
  state: TicketState
  directory: Directory
  administratorIds: string[]
  initiatorRevokes?: FlowSettings["initiatorRevokes"]
  /** The todo the action is about. */
  todo?: Todo | undefined
  /** When it is asked: who stands in for whom depends on it. */
  at: number
}

/** Everything that somebody is to a ticket. Nothing for those who have left, and for parts of the system. */
export function relationsOf(actor: Actor, { state, directory, administratorIds, todo, at }: Standing): Set<Relation> {
  const person = indexDirectory(directory).activePerson(actor)
  if (!person) return new Set()
  const relations = new Set<Relation>(["member", ...roleSchema.options.filter((role) => person.roles.includes(role))])
  if (todo?.assigneeId === actor) relations.add("assignee")
  if (todo?.queue !== undefined && queuesOf(directory, actor, at).includes(todo.queue)) relations.add("groupMember")
  if (todo?.addedBy === actor) relations.add("adder")
  if (state.initiatorId === actor) relations.add("initiator")
  if (administratorIds.includes(actor)) relations.add("flowAdministrator")
  return relations
}

/** True when `actor` may take `action` now. Pages show exactly the controls this allows; the engine refuses the rest. */
export function mayAct(action: TicketAction, actor: Actor, standing: Standing): boolean {
  const permission = permissions[action]
  const { ticket = "open" } = permission
  if (ticket !== "any" && standing.state.status !== ticket) return false
  if (permission.todo && !(standing.todo && permission.todo.includes(standing.todo.state))) return false
  if (permission.queue && queuePlace(standing.todo) !== permission.queue) return false
  if (permission.incident && Object.keys(standing.state.incidents).length === 0) return false
  if (permission.own && withdrawable(standing.state, actor).length === 0) return false
  return isRelated(action, actor, standing)
}

function queuePlace(todo: Todo | undefined): "waiting" | "taken" | null {
  if (todo?.queue === undefined) return null
  return todo.assigneeId === null ? "waiting" : "taken"
}

/** The part of `mayAct` that is about the person, whatever the state. */
export function isRelated(action: TicketAction, actor: Actor, standing: Standing): boolean {
  const relations = relationsOf(actor, standing)
  const { relations: enough, lapsing = [] } = permissions[action]
  const hasLapsed = standing.initiatorRevokes === "untilDecision" && standing.state.firstDecisionAt !== undefined
  return enough.some((relation) => relations.has(relation) && !(hasLapsed && lapsing.includes(relation)))
}
