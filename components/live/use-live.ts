"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { useFeed } from "@/components/feed/use-feed"
import { useThrottled } from "@/components/ticket/use-throttled"
import { useTRPC } from "@/components/trpc"
import { applyNews, isGoingOn, liveTopics, newsOf, type News } from "./news"

/** News are shown together, once a second: faster than that nobody reads, and a busy hotline would never stand still. */
const showEveryMs = 1000
/** Whatever the feed may have missed is right again after this long. */
const rereadMs = 30_000
/** The day's figures are sums over all of its calls; they are read again at most this often. */
const todayEveryMs = 5000

/** The live page's data: read once, moved by the feed, read again now and then and after a gap. */
export function useLive() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const options = trpc.telephony.live.queryOptions(undefined, { staleTime: 0, refetchInterval: rereadMs })
  const live = useQuery(options)
  const today = useQuery(trpc.telephony.today.queryOptions(undefined, { refetchInterval: rereadMs }))
  const { queryKey } = options

  const news = useRef<News[]>([])
  const reread = useThrottled(() => void queries.invalidateQueries({ queryKey }), 2000)
  const rereadToday = useThrottled(
    () => void queries.invalidateQueries({ queryKey: trpc.telephony.today.queryKey() }),
    todayEveryMs,
  )

  useEffect(() => {
    const timer = setInterval(() => {
      if (news.current.length === 0) return
      const snapshot = queries.getQueryData(queryKey)
      // Nothing to move yet: they wait for the first reading.
      if (!snapshot) return
      const taken = news.current.splice(0)
      const next = applyNews(snapshot, taken)
      if (next !== snapshot) queries.setQueryData(queryKey, next)
    }, showEveryMs)
    return () => clearInterval(timer)
  }, [queries, queryKey])

  useFeed(
    (event) => {
      const one = newsOf(event)
      if (one.is === "reread") return reread()
      news.current.push(one)
      if (one.is === "call" && !isGoingOn(one.call)) rereadToday()
    },
    liveTopics,
    {
      onGap: () => {
        reread()
        rereadToday()
      },
    },
  )
  return { live, today }
}
