"use client"

import { useEffect, useEffectEvent, useSyncExternalStore } from "react"
import { createFeed, type Feed, type FeedState } from "./feed-client"
import { readFeedEvent, type FeedEvent, type FeedTopic } from "./feed-event"

const path = "/api/feed"

let shared: Feed | null = null
let readAt: string | null = null

/**
 * Told by the first component of a page, while it renders: where the feed stood when the server read the page. Without it
 * whatever happens before the connection is there would be missed.
 */
export function startFeedAt(position: string): void {
  if (typeof window !== "undefined") readAt ??= position
}

/** One connection for the whole tab, made when the first hook needs it. Browser only. */
function tabFeed(): Feed {
  if (shared) return shared
  const feed = createFeed({
    open: (after) => new EventSource(after === null ? path : `${path}?lastEventId=${encodeURIComponent(after)}`),
    from: readAt,
    parse: readFeedEvent,
    random: Math.random,
    now: Date.now,
    later: (run, ms) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  })
  document.addEventListener("visibilitychange", () => feed.setHidden(document.visibilityState === "hidden"))
  shared = feed
  return feed
}

/**
 * Calls `onEvent` for every event of the live feed, or only those of `topics`. `onGap` is called when events may have
 * been missed; without it nothing happens then, so give one wherever a list is kept fresh by the feed.
 */
export function useFeed(
  onEvent: (event: FeedEvent) => void,
  topics?: readonly FeedTopic[],
  options: { onGap?: () => void; isEnabled?: boolean } = {},
) {
  const isEnabled = options.isEnabled ?? true
  const receive = useEffectEvent((event: FeedEvent) => {
    if (!topics || topics.includes(event.topic)) onEvent(event)
  })
  const gap = useEffectEvent(() => options.onGap?.())
  useEffect(() => {
    if (!isEnabled) return
    return tabFeed().listen((message) => {
      if (message.type === "gap") gap()
      else receive(message.event)
    })
  }, [isEnabled])
}

const subscribeState = (listener: () => void) => tabFeed().onState(listener)

/** For the live dot in the shell. "idle" on the server and while nobody listens. */
export function useFeedState(): FeedState {
  return useSyncExternalStore(
    subscribeState,
    () => tabFeed().state(),
    () => "idle",
  )
}
