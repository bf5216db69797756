"use client"

import { useQuery } from "@tanstack/react-query"
import * as z from "zod"
import type { QueueLevel } from "./snapshot"

const everyMs = 60_000

const levelsSchema: z.ZodType<QueueLevel[]> = z.array(
  z.object({
    skillGroupId: z.string(),
    name: z.string(),
    queueIds: z.array(z.string()),
    offered: z.number(),
    answered: z.number(),
    answeredInTime: z.number(),
    serviceLevel: z.number().nullable(),
  }),
)

const none: QueueLevel[] = []

/** How each skill group has served today; empty until it is known. The last answer stays while there is no new one. */
export function useLevels(): QueueLevel[] {
  const query = useQuery({
    queryKey: ["live", "levels"],
    queryFn: async ({ signal }) => {
      const answer = await fetch("/live/levels", { signal })
      if (!answer.ok) throw new Error(`/live/levels answered ${answer.status}`)
      return levelsSchema.parse(await answer.json())
    },
    refetchInterval: everyMs,
  })
  return query.data ?? none
}
