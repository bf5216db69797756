import { roleSchema, type Directory, type Role } from "@/core/people/directory"
import { indexDirectory } from "@/core/people/units"
import type { Actor } from "./event"
import type { TicketState, Todo } from "./state"
import type { TodoState } from "./todo-state"

/** What people do to a ticket that is there. */
export const ticketActions = ["decide", "transfer", "comment", "retry", "revoke"] as const
export type TicketAction = (typeof ticketActions)[number]

/** How a person stands to a ticket: by their part in it, or by their role in the tenant. */
export type Relation = "assignee" | "initiator" | "flowAdministrator" | "member" | Role

type Permission = {
  /** States of the todo the action is about; absent when it is about the ticket. */
  todo?: TodoState[]
  /** The action is about an open incident. */
  incident?: true
  /** Any one of these is enough. */
  relations: Relation[]
}

/** Who may do what while a ticket is open. Nobody does anything to a closed one. Engine, server and pages read this. */
export const permissions: Record<TicketAction, Permission> = {
  decide: { todo: ["active"], relations: ["assignee"] },
  transfer: { todo: ["active"], relations: ["assignee", "supervisor", "flowAdministrator", "owner"] },
  comment: { relations: ["member"] },
  retry: { incident: true, relations: ["flowAdministrator", "owner"] },
  revoke: { relations: ["initiator", "flowAdministrator", "owner"] },
}

export type Standing = {
  state: TicketState
  directory: Directory
  administratorIds: string[]
  /** The todo the action is about. */
  todo?: Todo | undefined
}

/** Everything that somebody is to a ticket. Nothing for those who have left, and for parts of the system. */
export function relationsOf(actor: Actor, { state, directory, administratorIds, todo }: Standing): Set<Relation> {
  const person = indexDirectory(directory).activePerson(actor)
  if (!person) return new Set()
  const relations = new Set<Relation>(["member", ...roleSchema.options.filter((role) => person.roles.includes(role))])
  if (todo?.assigneeId === actor) relations.add("assignee")
  if (state.initiatorId === actor) relations.add("initiator")
  if (administratorIds.includes(actor)) relations.add("flowAdministrator")
  return relations
}

/** True when `actor` may take `action` now. Pages show exactly the controls this allows; the engine refuses the rest. */
export function mayAct(action: TicketAction, actor: Actor, standing: Standing): boolean {
  const permission = permissions[action]
  if (standing.state.status !== "open") return false
  if (permission.todo && !(standing.todo && permission.todo.includes(standing.todo.state))) return false
  if (permission.incident && Object.keys(standing.state.incidents).length === 0) return false
  return isRelated(action, actor, standing)
}

/** The part of `mayAct` that is about the person, whatever the state. */
export function isRelated(action: TicketAction, actor: Actor, standing: Standing): boolean {
  const relations = relationsOf(actor, standing)
  return permissions[action].relations.some((relation) => relations.has(relation))
}
