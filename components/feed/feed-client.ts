import { feedTopics, type FeedEvent } from "./feed-event"

/**
 * The tab's one connection to the live feed.
 *
 * - **idle**: nobody listens, or the tab has been hidden for long. Left when somebody subscribes or looks again.
 * - **connecting**: the first attempt. Left for live or reconnecting.
 * - **live**: events arrive.
 * - **reconnecting**: the line is gone. A dropped connection is resumed by the browser itself (Last-Event-ID); one the
 *   server refused is closed for good by the browser, so it is opened anew here, later each time, and told in the
 *   address where it stopped.
 */
export type FeedState = "idle" | "connecting" | "live" | "reconnecting"

/** `gap`: events may have been missed, whatever was read before must be read again. */
export type FeedMessage = { type: "event"; event: FeedEvent } | { type: "gap" }

/** The part of EventSource that is used; a test brings its own. */
export type FeedSource = {
  readonly readyState: number
  addEventListener(type: string, listener: (message: { data: string; lastEventId: string }) => void): void
  close(): void
}

const sourceClosed = 2
const retryFirstMs = 1000
const retryMaxMs = 30_000
/** A hidden tab gives its connection back: browsers allow six to one host, the server five to one person. */
export const hiddenMaxMs = 60_000

/**
 * A part of a page begins to listen a moment after the server has read what it shows. What tickets did in that time it is
 * told when it comes; telling it twice of what it shows already makes it read again, no more.
 */
const kept = { topic: "ticket", ms: 10_000, max: 200 } as const

/** Full jitter: after a restart of the server its clients come back spread over the whole window. */
export function retryDelayMs(attempt: number, random: number): number {
  const windowMs = Math.min(retryMaxMs, retryFirstMs * 2 ** attempt)
  return Math.round(retryFirstMs / 2 + random * windowMs)
}

export function createFeed(outside: {
  open(after: string | null): FeedSource
  /** Where the feed stood before the page was read: what has happened since comes first. null: unknown. */
  from: string | null
  parse(data: string): FeedEvent | null
  random(): number
  /** Milliseconds. */
  now(): number
  /** Returns the function that cancels it. */
  later(run: () => void, ms: number): () => void
}) {
  const messageListeners = new Set<(message: FeedMessage) => void>()
  const stateListeners = new Set<() => void>()
  let source: FeedSource | null = null
  let state: FeedState = "idle"
  let lastId = outside.from
  let recent: { event: FeedEvent; at: number }[] = []
  let attempt = 0
  let isHidden = false
  let cancelRetry: (() => void) | null = null
  let cancelHide: (() => void) | null = null

  function setState(next: FeedState) {
    if (state === next) return
    state = next
    for (const listener of stateListeners) listener()
  }
  function publish(message: FeedMessage) {
    for (const listener of messageListeners) listener(message)
  }

  function receive(message: { data: string; lastEventId: string }) {
    if (message.lastEventId) lastId = message.lastEventId
    const event = outside.parse(message.data)
    if (!event) return
    if (event.topic === kept.topic) recent = [...recent.slice(1 - kept.max), { event, at: outside.now() }]
    publish({ type: "event", event })
  }

  function connect() {
    cancelRetry?.()
    cancelRetry = null
    if (state === "idle") setState("connecting")
    const current = outside.open(lastId)
    source = current
    current.addEventListener("open", () => {
      attempt = 0
      setState("live")
    })
    for (const topic of ["message", ...feedTopics]) current.addEventListener(topic, receive)
    // The server sends this when it does not hold, or will not send, all that came after Last-Event-ID.
    current.addEventListener("reset", () => publish({ type: "gap" }))
    current.addEventListener("error", () => {
      if (source !== current) return
      setState("reconnecting")
      if (current.readyState !== sourceClosed) return
      source = null
      cancelRetry = outside.later(connect, retryDelayMs(attempt, outside.random()))
      attempt += 1
    })
  }

  function disconnect() {
    cancelRetry?.()
    cancelRetry = null
    source?.close()
    source = null
    attempt = 0
    setState("idle")
  }

  return {
    state: () => state,
    onState(listener: () => void): () => void {
      stateListeners.add(listener)
      return () => void stateListeners.delete(listener)
    },
    /** Connects for the first listener, hangs up after the last. */
    listen(listener: (message: FeedMessage) => void): () => void {
      messageListeners.add(listener)
      const since = outside.now() - kept.ms
      for (const { event, at } of recent) if (at >= since) listener({ type: "event", event })
      if (messageListeners.size === 1 && !isHidden) connect()
      return () => {
        messageListeners.delete(listener)
        if (messageListeners.size === 0) disconnect()
      }
    },
    /** Told by the page whenever its visibility changes. */
    setHidden(hidden: boolean) {
      cancelHide?.()
      cancelHide = null
      if (hidden) {
        cancelHide = outside.later(() => {
          isHidden = true
          disconnect()
        }, hiddenMaxMs)
        return
      }
      if (!isHidden) return
      isHidden = false
      if (messageListeners.size > 0) connect()
    },
  }
}
export type Feed = ReturnType<typeof createFeed>
