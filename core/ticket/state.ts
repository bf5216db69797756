import * as z from "zod"
import { actorSchema, instantSchema, originSchema, prioritySchema, valuesSchema } from "./event"
import { todoStates } from "./todo-state"

/**
 * The state of one ticket: a fold of its events and nothing else. Kept small, because it is stored beside the events and
 * written again with each step: finished activations and their todos leave it (`stateAt` still shows them).
 */
export const todoStateSchema = z.enum(todoStates)

export const clockStateSchema = z.strictObject({
  targetMin: z.int(),
  startedAt: instantSchema,
  dueAt: instantSchema,
  /** Tiers still to come, ascending. A fired or collapsed tier leaves the list. */
  tiers: z.array(z.strictObject({ level: z.int(), at: instantSchema })),
  breached: z.boolean(),
})
export type ClockState = z.infer<typeof clockStateSchema>

export const todoSchema = z.strictObject({
  id: z.string(),
  activationId: z.string(),
  nodeId: z.string(),
  assigneeId: z.string(),
  /** The first assignee; a transfer changes the assignee, never the owner. */
  ownerId: z.string(),
  seat: z.int(),
  state: todoStateSchema,
  createdAt: instantSchema,
  /** null when the node has no SLA, the turn has not come, or the todo is finished. */
  clock: clockStateSchema.nullable(),
  warnedLevel: z.int(),
  decidedBy: actorSchema.nullable(),
})
export type Todo = z.infer<typeof todoSchema>

export const activationSchema = z.strictObject({
  id: z.string(),
  nodeId: z.string(),
  tokenId: z.string(),
  visit: z.int(),
  state: z.enum(["active", "completed", "held"]),
  exit: z.string().nullable(),
  need: z.int(),
})
export type Activation = z.infer<typeof activationSchema>

export const ticketStateSchema = z.strictObject({
  id: z.string(),
  number: z.int(),
  flowId: z.string(),
  versionId: z.string(),
  status: z.enum(["open", "closed"]),
  resolution: z.string().nullable(),
  title: z.string(),
  priority: prioritySchema,
  category: z.string(),
  origin: originSchema,
  initiatorId: z.string().nullable(),
  openedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  variables: valuesSchema,
  /** Number of the last event folded in. */
  seq: z.int(),
  /** Next number for local ids. */
  nextId: z.int(),
  /** How often each node was entered. A finished visit leaves nothing else here; the events tell the rest. */
  visits: z.record(z.string(), z.int()),
  tokens: z.record(z.string(), z.strictObject({ id: z.string(), nodeId: z.string(), activationId: z.string() })),
  activations: z.record(z.string(), activationSchema),
  todos: z.record(z.string(), todoSchema),
  incidents: z.record(z.string(), z.strictObject({ id: z.string(), activationId: z.string(), code: z.string() })),
})
export type TicketState = z.infer<typeof ticketStateSchema>
