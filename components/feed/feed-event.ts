import {
  isBool,
  isInt,
  isNumber,
  isRecord,
  isText,
  listOf,
  objectOf,
  orMissing,
  orNull,
  type Check,
  type Shape,
} from "@/components/shape"

/** A ticket moved: somebody acted, a clock fired, it was opened or closed. */
const isTicketNews = objectOf({
  ticketId: isText,
  number: isInt,
  status: isText,
  assigneeIds: listOf(isText),
  /** Group queues that something came to or left. */
  queues: orMissing(listOf(isText)),
})
export type TicketNews = Shape<typeof isTicketNews>

/** A message for the person who is signed in. */
const isNotice = objectOf({
  kind: isText,
  ticketId: orMissing(orNull(isText)),
  todoId: orMissing(orNull(isText)),
  level: orMissing(orNull(isInt)),
  title: orMissing(orNull(isText)),
  number: orMissing(orNull(isInt)),
  /** Of what is about a flow, and the thread in which somebody was mentioned. */
  flowId: orMissing(orNull(isText)),
  threadId: orMissing(orNull(isText)),
})
export type Notice = Shape<typeof isNotice>

/** A caller is at the phone of the person who is signed in. Comes again when the call's ticket has been opened. */
const isPop = objectOf({
  callId: isText,
  /** Epoch ms when it began to ring. */
  at: isNumber,
  ani: orNull(isText),
  dnis: orNull(isText),
  customerId: orNull(isText),
  ivrPath: listOf(isText),
  intent: orNull(isText),
  ticketId: orNull(isText),
})
export type Pop = Shape<typeof isPop>

/** Telephony news are read by the pages that show them; what every tab may need of a call is named here. */
const isCallNews = objectOf({
  callId: isText,
  outcome: isText,
  answeredAt: orNull(isNumber),
  endedAt: orNull(isNumber),
  ticketId: orNull(isText),
})
export type CallNews = Shape<typeof isCallNews> & Record<string, unknown>

/** A flow's draft was saved, other versions are in use, something was said, or publishing was asked for or decided. */
const isFlowNews = objectOf({
  what: isText,
  flowId: isText,
  revision: orMissing(isInt),
  tab: orMissing(orNull(isText)),
})
export type FlowNews = Shape<typeof isFlowNews>

/** Somebody opened a flow, chose another step in it, or left. */
const isFlowViewer = objectOf({
  flowId: isText,
  tab: isText,
  personId: isText,
  nodeId: orNull(isText),
  isHere: isBool,
})
export type FlowViewerNews = Shape<typeof isFlowViewer>

const bodies = {
  ticket: isTicketNews,
  notice: isNotice,
  pop: isPop,
  "call.started": isCallNews as Check<CallNews>,
  "call.changed": isCallNews as Check<CallNews>,
  "call.ended": isCallNews as Check<CallNews>,
  "agent.changed": isRecord,
  "connector.changed": isRecord,
  "queue.gauge": isRecord,
  flow: isFlowNews,
  "flow.viewer": isFlowViewer,
} satisfies Record<string, Check<unknown>>

export type FeedTopic = keyof typeof bodies
/** What the feed carries, by topic. `at`: epoch ms. */
export type FeedEvent = {
  [Topic in FeedTopic]: { topic: Topic; body: Shape<(typeof bodies)[Topic]>; at: number }
}[FeedTopic]

/** Server-sent events are named by their topic; a name nobody listens for would be lost. */
export const feedTopics = Object.keys(bodies) as readonly FeedTopic[]

const isTopic = (value: unknown): value is FeedTopic => isText(value) && Object.hasOwn(bodies, value)

/**
 * An event of the feed out of its JSON. Checked here because the browser may be older than the server: additions pass, and
 * what no longer fits is null, and dropped, instead of breaking the page that listens.
 */
export function readFeedEvent(data: string): FeedEvent | null {
  let event: unknown
  try {
    event = JSON.parse(data)
  } catch {
    return null
  }
  if (!isRecord(event) || !isTopic(event["topic"]) || !isInt(event["at"])) return null
  return bodies[event["topic"]](event["body"]) ? (event as FeedEvent) : null
}
