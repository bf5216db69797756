import { z } from "zod"
import { prioritySchema } from "@/core/ticket/event"

/** A ticket moved: somebody acted, a clock fired, it was opened or closed. */
export const ticketNewsSchema = z.object({
  ticketId: z.uuid(),
  number: z.int(),
  version: z.int(),
  status: z.string(),
  flowId: z.string(),
  assigneeIds: z.array(z.string()),
})
export type TicketNews = z.infer<typeof ticketNewsSchema>

/** A message for the person who is signed in. */
export const noticeSchema = z.object({
  kind: z.string(),
  ticketId: z.string().nullish(),
  todoId: z.string().nullish(),
  level: z.int().nullish(),
  title: z.string().nullish(),
  number: z.int().nullish(),
})
export type Notice = z.infer<typeof noticeSchema>

/** Somebody's phone is ringing for the person who is signed in. */
export const popSchema = z.object({
  callId: z.string(),
  ticketId: z.string().nullish(),
  ticketNumber: z.int().nullish(),
  caller: z.string(),
  dialled: z.string().nullish(),
  customerName: z.string().nullish(),
  intent: z.string().nullish(),
  ivrPath: z.array(z.string()).default([]),
  flowName: z.string().nullish(),
  title: z.string().nullish(),
  priority: prioritySchema.nullish(),
})
export type Pop = z.infer<typeof popSchema>

const openBody = z.record(z.string(), z.unknown())

/**
 * What the feed carries, by topic. Parsed here because the browser may be older than the server: additions pass, and
 * an event that no longer fits is dropped instead of breaking the page that listens.
 */
export const feedEventSchema = z.discriminatedUnion("topic", [
  z.object({ topic: z.literal("ticket"), body: ticketNewsSchema, at: z.int() }),
  z.object({ topic: z.literal("notice"), body: noticeSchema, at: z.int() }),
  z.object({ topic: z.literal("pop"), body: popSchema, at: z.int() }),
  z.object({ topic: z.literal("call"), body: openBody, at: z.int() }),
  z.object({ topic: z.literal("agent"), body: openBody, at: z.int() }),
  z.object({ topic: z.literal("gauge"), body: openBody, at: z.int() }),
])
export type FeedEvent = z.infer<typeof feedEventSchema>
export type FeedTopic = FeedEvent["topic"]
