import * as z from "zod"

/** A ticket moved: somebody acted, a clock fired, it was opened or closed. */
export const ticketNewsSchema = z.object({
  ticketId: z.uuid(),
  number: z.int(),
  status: z.string(),
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

/** A caller is at the phone of the person who is signed in. Comes again when the call's ticket has been opened. */
export const popSchema = z.object({
  callId: z.string(),
  /** Epoch ms when it began to ring. */
  at: z.number(),
  ani: z.string().nullable(),
  dnis: z.string().nullable(),
  customerId: z.string().nullable(),
  ivrPath: z.array(z.string()),
  intent: z.string().nullable(),
  ticketId: z.string().nullable(),
})
export type Pop = z.infer<typeof popSchema>

/** Telephony news are read by the pages that show them; what every tab may need of a call is named here. */
const callNewsSchema = z.looseObject({
  callId: z.string(),
  outcome: z.string(),
  answeredAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  ticketId: z.string().nullable(),
})
export type CallNews = z.infer<typeof callNewsSchema>
const openBody = z.record(z.string(), z.unknown())

const event = <Topic extends string, Body extends z.ZodType>(topic: Topic, body: Body) =>
  z.object({ topic: z.literal(topic), body, at: z.int() })

/**
 * What the feed carries, by topic. Parsed here because the browser may be older than the server: additions pass, and
 * an event that no longer fits is dropped instead of breaking the page that listens.
 */
export const feedEventSchema = z.discriminatedUnion("topic", [
  event("ticket", ticketNewsSchema),
  event("notice", noticeSchema),
  event("pop", popSchema),
  event("call.started", callNewsSchema),
  event("call.changed", callNewsSchema),
  event("call.ended", callNewsSchema),
  event("agent.changed", openBody),
  event("connector.changed", openBody),
  event("queue.gauge", openBody),
])
export type FeedEvent = z.infer<typeof feedEventSchema>
export type FeedTopic = FeedEvent["topic"]

/** Server-sent events are named by their topic; a name nobody listens for would be lost. */
export const feedTopics: readonly FeedTopic[] = feedEventSchema.options.map((option) => option.shape.topic.value)
