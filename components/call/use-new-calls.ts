"use client"

import { useEffect, useRef, useState } from "react"
import { useFeed } from "@/components/feed/use-feed"
import { newsOf } from "@/components/live/news"
import type { LiveCall } from "@/components/live/snapshot"
import type { CallItem } from "./call-list"
import type { CallNames } from "./use-call-names"

/** News are shown together this often. */
const showEveryMs = 1000

/**
 * What the feed says since the list was loaded: rows that are there change in place, new calls are only counted, so that
 * no row moves away from under somebody who reads.
 */
export function useNewCalls({ isEnabled, loadedAt }: { isEnabled: boolean; loadedAt: number }) {
  const [shown, setShown] = useState<News>(none)
  const coming = useRef<News>(none)
  useEffect(() => {
    coming.current = none
  }, [loadedAt])
  useFeed(
    (event) => {
      const news = newsOf(event)
      if (news.is !== "call") return
      const { call } = news
      const now = coming.current.loadedAt === loadedAt ? coming.current : { ...none, loadedAt }
      coming.current =
        event.topic === "call.started"
          ? { ...now, started: new Set(now.started).add(call.callId) }
          : { ...now, changed: new Map(now.changed).set(call.callId, call) }
    },
    ["call.started", "call.changed", "call.ended"],
    { isEnabled },
  )
  useEffect(() => {
    const timer = setInterval(() => setShown(coming.current), showEveryMs)
    return () => clearInterval(timer)
  }, [])
  const news = shown.loadedAt === loadedAt ? shown : none
  return {
    count: news.started.size,
    applyTo: (rows: readonly CallItem[], names: CallNames) =>
      news.changed.size === 0 ? rows : rows.map((row) => newerOf(row, news.changed.get(row.callId), names)),
  }
}

type News = { loadedAt: number; started: ReadonlySet<string>; changed: ReadonlyMap<string, LiveCall> }
const none: News = { loadedAt: 0, started: new Set(), changed: new Map() }

function newerOf(row: CallItem, news: LiveCall | undefined, names: CallNames): CallItem {
  if (!news || news.revision <= row.revision) return row
  const { queueId, agentId } = news
  return {
    ...row,
    ...news,
    queueName: queueId === null ? null : (names.queues.get(queueId) ?? null),
    agentName: agentId === null ? null : (names.agents.get(agentId) ?? null),
  }
}
