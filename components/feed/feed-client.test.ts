import { describe, expect, it } from "vitest"
import { createFeed, hiddenMaxMs, retryDelayMs, type FeedMessage, type FeedSource } from "./feed-client"
import { feedTopics, readFeedEvent } from "./feed-event"

const news = (number: number) => ({
  topic: "ticket",
  at: 1_700_000_000_000 + number,
  body: {
    ticketId: "0190a000-0000-7000-8000-000000000001",
    number,
    status: "open",
    assigneeIds: [],
  },
})

type Message = { data: string; lastEventId: string }

function setUp(from: string | null = null) {
  const sources: {
    after: string | null
    readyState: number
    isClosed: boolean
    /** Lets an event of this type happen. */
    happen: (type: string, message?: Message) => void
  }[] = []
  const timers: { run: () => void; ms: number; isCancelled: boolean }[] = []
  const clock = { now: 1_700_000_000_000 }
  const feed = createFeed({
    open(after) {
      const listeners = new Map<string, (message: Message) => void>()
      const source = {
        after,
        isClosed: false,
        readyState: 0,
        happen: (type: string, message = { data: "", lastEventId: "" }) => listeners.get(type)?.(message),
        addEventListener: (type: string, listener: (message: Message) => void) => void listeners.set(type, listener),
        close() {
          source.isClosed = true
        },
      }
      sources.push(source)
      return source satisfies FeedSource
    },
    from,
    parse: readFeedEvent,
    random: () => 0.5,
    now: () => clock.now,
    later(run, ms) {
      const timer = { run, ms, isCancelled: false }
      timers.push(timer)
      return () => {
        timer.isCancelled = true
      }
    },
  })
  const got: FeedMessage[] = []
  const last = () => sources.at(-1)!
  const fire = () => {
    const timer = timers.findLast(({ isCancelled }) => !isCancelled)!
    timer.isCancelled = true
    timer.run()
    return timer.ms
  }
  const numbers = () =>
    got.map((m) => (m.type === "event" && m.event.topic === "ticket" ? m.event.body.number : m.type))
  return {
    feed,
    clock,
    sources,
    timers,
    last,
    fire,
    numbers,
    listen: () => feed.listen((message) => got.push(message)),
  }
}

describe("the tab's feed connection", () => {
  it("opens once for many listeners and closes after the last", () => {
    const { feed, sources, listen } = setUp()
    const first = listen()
    const second = listen()
    expect(sources).toHaveLength(1)
    first()
    expect(sources[0]!.isClosed).toBe(false)
    second()
    expect(sources[0]!.isClosed).toBe(true)
    expect(feed.state()).toBe("idle")
  })

  it("begins where the feed stood when the page was read, so that nothing between is missed", () => {
    const { sources, listen } = setUp("7-3")
    listen()
    expect(sources[0]!.after).toBe("7-3")
  })

  it("tells whoever comes later what tickets did a moment before, and nothing older", () => {
    const { last, listen, feed, clock } = setUp()
    listen()
    last().happen("ticket", { data: JSON.stringify(news(1)), lastEventId: "10" })
    clock.now += 8000
    last().happen("ticket", { data: JSON.stringify(news(2)), lastEventId: "11" })
    clock.now += 8000
    const later: FeedMessage[] = []
    feed.listen((message) => later.push(message))
    expect(later).toMatchObject([{ type: "event", event: { body: { number: 2 } } }])
  })

  it("hands over named and unnamed events, and drops what it does not understand", () => {
    const { last, listen, numbers } = setUp()
    listen()
    last().happen("ticket", { data: JSON.stringify(news(1)), lastEventId: "10" })
    last().happen("message", { data: JSON.stringify(news(2)), lastEventId: "11" })
    last().happen("message", { data: JSON.stringify({ topic: "later", body: {}, at: 1 }), lastEventId: "12" })
    last().happen("message", { data: JSON.stringify({ ...news(3), body: { number: "three" } }), lastEventId: "13" })
    expect(numbers()).toEqual([1, 2])
  })

  it("listens for every topic there is", () => {
    const { last, listen, numbers } = setUp()
    listen()
    const call = { callId: "c", outcome: "ringing", answeredAt: null, endedAt: null, ticketId: null, more: 1 }
    for (const topic of feedTopics) {
      const body = topic.startsWith("call.") ? call : {}
      last().happen(topic, { data: JSON.stringify({ topic, body, at: 1 }), lastEventId: "" })
    }
    expect(numbers()).toHaveLength(feedTopics.length - 5)
  })

  it("leaves a dropped line to the browser, which resumes by itself", () => {
    const { feed, sources, timers, last, listen } = setUp()
    listen()
    last().happen("open")
    expect(feed.state()).toBe("live")
    last().readyState = 0
    last().happen("error")
    expect(feed.state()).toBe("reconnecting")
    expect(timers).toHaveLength(0)
    last().happen("open")
    expect(feed.state()).toBe("live")
    expect(sources).toHaveLength(1)
  })

  it("opens a refused line again, later each time, from the last event it saw", () => {
    const { sources, last, listen, fire } = setUp()
    listen()
    last().happen("open")
    last().happen("message", { data: JSON.stringify(news(7)), lastEventId: "42" })
    const delays = [0, 1, 2].map(() => {
      last().readyState = 2
      last().happen("error")
      return fire()
    })
    expect(sources).toHaveLength(4)
    expect(last().after).toBe("42")
    expect(delays).toEqual([1000, 1500, 2500])
    last().happen("open")
    last().readyState = 2
    last().happen("error")
    expect(fire()).toBe(1000)
  })

  it("forgets a retry that is waiting when the last listener leaves", () => {
    const { sources, timers, last, listen } = setUp()
    const stop = listen()
    last().readyState = 2
    last().happen("error")
    stop()
    expect(timers.every(({ isCancelled }) => isCancelled)).toBe(true)
    expect(sources).toHaveLength(1)
  })

  it("tells listeners of a gap", () => {
    const { last, listen, numbers } = setUp()
    listen()
    last().happen("reset", { data: "{}", lastEventId: "" })
    expect(numbers()).toEqual(["gap"])
  })

  it("gives the connection back in a tab hidden for long, and resumes where it stopped", () => {
    const { feed, sources, last, listen, fire } = setUp()
    listen()
    last().happen("open")
    last().happen("message", { data: JSON.stringify(news(1)), lastEventId: "5" })
    feed.setHidden(true)
    expect(last().isClosed).toBe(false)
    expect(fire()).toBe(hiddenMaxMs)
    expect(last().isClosed).toBe(true)
    feed.setHidden(false)
    expect(sources).toHaveLength(2)
    expect(last().after).toBe("5")
  })

  it("keeps the connection of a tab hidden for a moment", () => {
    const { feed, sources, timers, listen } = setUp()
    listen()
    feed.setHidden(true)
    feed.setHidden(false)
    expect(timers.every(({ isCancelled }) => isCancelled)).toBe(true)
    expect(sources).toHaveLength(1)
  })
})

describe("retryDelayMs", () => {
  it("spreads over the window and never exceeds it", () => {
    expect(retryDelayMs(0, 0)).toBe(500)
    expect(retryDelayMs(4, 0)).toBe(500)
    expect(retryDelayMs(4, 1)).toBe(16_500)
    expect(retryDelayMs(50, 1)).toBe(30_500)
  })
})
