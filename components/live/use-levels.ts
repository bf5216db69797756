"use client"

import { useQuery } from "@tanstack/react-query"
import { useTRPC } from "@/components/trpc"
import type { QueueLevel } from "./snapshot"

const everyMs = 60_000

const none: QueueLevel[] = []

/** How each skill group has served today; empty until it is known. The last answer stays while there is no new one. */
export function useLevels(): QueueLevel[] {
  const trpc = useTRPC()
  const query = useQuery(trpc.telephony.levels.queryOptions(undefined, { refetchInterval: everyMs }))
  return query.data ?? none
}
