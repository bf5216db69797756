import * as z from "zod"
import { relationSchema } from "@/core/ticket/event"
import { todoActionSchema } from "./action"

export const progressSchema = z.strictObject({
  approved: z.int(),
  rejected: z.int(),
  open: z.int(),
  need: z.int(),
  votes: z.int(),
})

/** One line of the inbox: what has to be done, by when, for whom, and the buttons. */
export const inboxItemSchema = z.strictObject({
  ticketId: z.uuid(),
  todoId: z.string(),
  number: z.int(),
  title: z.string(),
  flowName: z.string(),
  nodeName: z.string(),
  kind: z.string(),
  priority: z.string(),
  createdAt: z.number(),
  dueAt: z.number().nullable(),
  targetMin: z.int().nullable(),
  breached: z.boolean(),
  /** Its clock stands still: since when, and how many open minutes are left (negative: missed by so many). */
  paused: z.strictObject({ at: z.number(), leftMin: z.int() }).nullable(),
  state: z.string(),
  finishedAt: z.number().nullable(),
  /** Null while it waits in a queue. */
  assignee: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
  /** The group queue it waits in. */
  queue: z.strictObject({ key: z.string(), title: z.strictObject({ en: z.string(), zh: z.string() }) }).nullable(),
  /** Whose work it was first, when it is another's: a colleague who is away, or who handed it on. */
  owner: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
  caller: z.string().nullable(),
  /** Asked by somebody else to sign before or after them, or for an opinion; null for work given out by rule. */
  relation: relationSchema.nullable(),
  /** Votes, only where several people sign. */
  progress: progressSchema.nullable(),
  actions: z.array(todoActionSchema),
})
export type InboxItem = z.infer<typeof inboxItemSchema>
