import * as z from "zod"
import {
  actorSchema,
  choicesSchema,
  clockEndSchema,
  instantSchema,
  originSchema,
  pauseCauseSchema,
  prioritySchema,
  relationSchema,
  tierLeftSchema,
  valuesSchema,
} from "./event"
import { todoStates } from "./todo-state"

/**
 * The state of one ticket: a fold of its events and nothing else. Kept small, because it is stored beside the events and
 * written again with each step: finished activations and their todos leave it (`stateAt` still shows them).
 */
export const todoStateSchema = z.enum(todoStates)

export const clockStateSchema = z.strictObject({
  targetMin: z.int(),
  startedAt: instantSchema,
  /** null while it is paused, unless it was missed before. */
  dueAt: instantSchema.nullable(),
  /** Tiers still to come, ascending. A fired or collapsed tier leaves the list; `times`: fired so often, and again. */
  tiers: z.array(z.strictObject({ level: z.int(), at: instantSchema, times: z.int().optional() })),
  breached: z.boolean(),
  /** Which of its lives this is: pausing, resuming, starting anew and a change of the calendar end one. Absent = 1. */
  version: z.int().optional(),
  /** When the present stretch began, of a clock that was paused before; absent = `startedAt`. */
  since: instantSchema.optional(),
  /** Open time counted before that; of a clock that is paused or over, all of it. Milliseconds; absent = 0. */
  elapsedMs: z.int().optional(),
  /** It counts nothing now. `left`: open milliseconds to each tier; `dueAt`: where it was missed, if it was. */
  paused: z
    .strictObject({
      at: instantSchema,
      cause: pauseCauseSchema,
      left: z.array(tierLeftSchema),
      dueAt: instantSchema.optional(),
    })
    .optional(),
  /** A condition ended it before what it measures was over. */
  ended: z.strictObject({ at: instantSchema, as: clockEndSchema }).optional(),
})
export type ClockState = z.infer<typeof clockStateSchema>

export const todoSchema = z.strictObject({
  id: z.string(),
  activationId: z.string(),
  nodeId: z.string(),
  /** null while it waits in a queue. */
  assigneeId: z.string().nullable(),
  /** The first assignee; a transfer changes the assignee, never the owner. Whoever takes it out of a queue is the first. */
  ownerId: z.string().nullable(),
  seat: z.int(),
  state: todoStateSchema,
  createdAt: instantSchema,
  /** null when the node has no SLA, the turn has not come, or the todo is finished. */
  clock: clockStateSchema.nullable(),
  warnedLevel: z.int(),
  decidedBy: actorSchema.nullable(),
  /** Somebody added to the todo of another: see `relation`. Such a todo has no vote of its own. */
  parentId: z.string().optional(),
  /** Signs before or after the parent, or gives the opinion the parent asked for. */
  relation: relationSchema.optional(),
  /** Who added it; what was dispatched by rule has nobody. */
  addedBy: z.string().optional(),
  /** Votes of the seat; absent = 1. */
  weight: z.int().optional(),
  /** The clock as it was when the todo was decided or had to wait, for when it goes on. */
  stopped: clockStateSchema.optional(),
  /** The group queue it waits in, or was taken from. */
  queue: z.string().optional(),
  /** In its queue until somebody has room. */
  awaitsCapacity: z.literal(true).optional(),
})
export type Todo = z.infer<typeof todoSchema>

/** Why a node was entered again, other than by an edge. */
export const causeSchema = z.enum(["returned", "withdrawn", "jumped", "reopened"])
export type Cause = z.infer<typeof causeSchema>

export const activationSchema = z.strictObject({
  id: z.string(),
  nodeId: z.string(),
  tokenId: z.string(),
  visit: z.int(),
  /** `waiting`: at a join, for the other branches. */
  state: z.enum(["active", "completed", "held", "waiting"]),
  exit: z.string().nullable(),
  need: z.int(),
  cause: causeSchema.optional(),
  /** Whoever takes the work back gets it, and nobody else. */
  personId: z.string().optional(),
  /** The node that sent the ticket here and gets it back next, whatever lies between. */
  backTo: z.string().optional(),
  /** The edge a token came by that waits at a join. */
  edgeId: z.string().optional(),
  /** It goes on by itself at this instant. */
  until: instantSchema.optional(),
  /** What it waits for from outside. `left`: tickets that have not ended; `results`: what the others left, by their place. */
  request: z
    .strictObject({
      id: z.string(),
      left: z.array(z.int()).optional(),
      results: z.record(z.string(), valuesSchema).optional(),
      /** One of the tickets was rejected or revoked. */
      failed: z.literal(true).optional(),
    })
    .optional(),
  /** Calls that did not reach the customer. */
  attempts: z.int().optional(),
  /** Of this visit as a whole; absent while it has none. */
  clock: clockStateSchema.optional(),
})
export type Activation = z.infer<typeof activationSchema>

/** Where a ticket stands: one token, or one for each branch of a split it is in. */
export const tokenSchema = z.strictObject({
  id: z.string(),
  nodeId: z.string(),
  activationId: z.string(),
  /** Splits the token is inside of, the outermost first: ids of `splits`. Absent outside any. */
  path: z.array(z.string()).optional(),
  /**
   * Nodes where people have been on the way here, with their last activation: what the ticket can be returned to. Behind a
   * join only what all branches have in common.
   */
  trail: z.record(z.string(), z.string()).optional(),
  /** Who alone completed the last of them, and may take it back. */
  lastBy: z.string().optional(),
  /** The last visit of an approval on the way here that somebody approved at. */
  approvedAt: z.string().optional(),
  /** For the next node it enters: see the activation's members of the same names. */
  cause: causeSchema.optional(),
  personId: z.string().optional(),
  backTo: z.string().optional(),
  /** Its branch was rejected, and it waits until the others have come to their ends. */
  failed: z.literal(true).optional(),
})
export type Token = z.infer<typeof tokenSchema>

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
  tokens: z.record(z.string(), tokenSchema),
  activations: z.record(z.string(), activationSchema),
  todos: z.record(z.string(), todoSchema),
  incidents: z.record(
    z.string(),
    z.strictObject({
      id: z.string(),
      activationId: z.string(),
      code: z.string(),
      /** A condition of this clock failed. The work goes on; the clock stays as it is until the condition can be read. */
      clockId: z.string().optional(),
    }),
  ),
  /** Splits that still have tokens, by their activation, and the joins behind them that have gone on without the rest. */
  splits: z
    .record(z.string(), z.strictObject({ nodeId: z.string(), passed: z.array(z.string()).optional() }))
    .optional(),
  /** When somebody last urged. */
  urgedAt: instantSchema.optional(),
  /** When the first todo was decided. */
  firstDecisionAt: instantSchema.optional(),
  /** How often values have changed since the ticket was opened; absent = never. */
  edition: z.int().optional(),
  /** The last approval of each person, and the edition it was given on. */
  approvals: z.record(z.string(), z.strictObject({ todoId: z.string(), edition: z.int() })).optional(),
  /** The ticket's own clocks, by the ids of the flow's SLAs. */
  clocks: z.record(z.string(), clockStateSchema).optional(),
  /** People chosen for steps, by node. */
  choices: choicesSchema.optional(),
})
export type TicketState = z.infer<typeof ticketStateSchema>
