"use client"

import { useMemo } from "react"
import type { inferRouterOutputs } from "@trpc/server"
import type { DryRunWorld } from "@/core/dry-run/world"
import { toExecutable } from "@/core/flow/executable"
import type { DraftGraph } from "@/core/flow/graph"
import type { Problem } from "@/core/problem"
import type { AppRouter } from "@/server/api/router"

type Outputs = inferRouterOutputs<AppRouter>
export type Calendars = Outputs["calendar"]["list"]["items"]
/** What of a flow and its organisation a run looks at. */
export type WorldFacts = Pick<Outputs["flow"]["get"], "id" | "name" | "directory" | "flows" | "services">

/** What a dry run of a draft looks at; or, when the draft cannot run, what is wrong with it. */
export function useDryRunWorld(
  facts: WorldFacts,
  draft: DraftGraph,
  calendars: Calendars | undefined,
): { world: DryRunWorld | null; problems: readonly Problem[] } {
  return useMemo(() => {
    if (!calendars) return { world: null, problems: [] }
    const { directory } = facts
    const checked = toExecutable(draft, {
      directory,
      calendarIds: calendars.map(({ id }) => id),
      flows: new Map(facts.flows.map((one) => [one.id, one])),
      serviceIds: facts.services.map(({ id }) => id),
    })
    if (!checked.ok) return { world: null, problems: checked.problems }
    const byId = Object.fromEntries(calendars.map(({ id, hours }) => [id, hours]))
    const own = calendars.find(({ isDefault }) => isDefault)
    const world: DryRunWorld = {
      flow: checked.flow,
      flowId: facts.id,
      flowName: facts.name,
      directory,
      calendars: own ? { ...byId, default: own.hours } : byId,
    }
    return { world, problems: [] }
  }, [facts, draft, calendars])
}
