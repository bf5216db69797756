"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { newKey } from "@/components/ticket/new-key"
import { refusalOf } from "@/components/ticket/refusal"
import { useTRPC, useTRPCClient } from "@/components/trpc"
import { keyOf, placeOf, type IncidentItem, type RetryResult } from "./incident-item"

/**
 * Tries incidents again, one after the other, each with a key of its own that stays until it is answered: a retry whose
 * answer was lost has one effect. `results` by `placeOf`, the latest of each.
 */
export function useRetries() {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const [keys] = useState(() => new Map<string, string>())
  const [results, setResults] = useState<ReadonlyMap<string, RetryResult>>(new Map())
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())

  const retry = async (item: IncidentItem): Promise<RetryResult> => {
    const { ticketId, incidentId } = item
    const own = keyOf(item)
    const key = keys.get(own) ?? newKey()
    keys.set(own, key)
    try {
      await client.ticket.retry.mutate({ ticketId, incidentId, key })
      keys.delete(own)
      const { state } = await client.ticket.get.query({ ticketId })
      return Object.values(state.incidents).length > 0 ? "again" : "went"
    } catch (error) {
      const { is } = refusalOf(error)
      if (is !== "failed") keys.delete(own)
      return is === "gone" ? "gone" : is === "failed" ? "failed" : "refused"
    }
  }

  const run = async (items: readonly IncidentItem[]): Promise<RetryResult[]> => {
    setBusy(new Set(items.map(keyOf)))
    const done: RetryResult[] = []
    try {
      for (const item of items) {
        const result = await retry(item)
        done.push(result)
        setResults((before) => new Map(before).set(placeOf(item), result))
      }
    } finally {
      setBusy(new Set())
      await queries.invalidateQueries({ queryKey: trpc.ticket.incidents.pathKey() })
    }
    return done
  }
  return { results, busy, run }
}
