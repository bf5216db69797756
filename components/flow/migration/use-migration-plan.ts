import { useMemo, useState } from "react"
import { samePlan, type MigrationPlan } from "@/core/ticket/migration/plan"

/**
 * The plan as it is being made. What is chosen for a step or a route is kept while the versions stay the same; an id that
 * maps to itself needs no entry.
 */
export function useMigrationPlan(versionsKey: string) {
  const [chosen, setChosen] = useState<{ key: string; plan: MigrationPlan }>({ key: versionsKey, plan: samePlan })
  const plan = useMemo(
    () => (chosen.key === versionsKey ? chosen.plan : { ...samePlan, clocks: chosen.plan.clocks }),
    [chosen, versionsKey],
  )
  const set = (change: Partial<MigrationPlan>) => setChosen({ key: versionsKey, plan: { ...plan, ...change } })
  return {
    plan,
    chooseClocks: (clocks: MigrationPlan["clocks"]) => set({ clocks }),
    mapNode: (from: string, to: string) => set({ nodes: withEntry(plan.nodes, from, to) }),
    mapEdge: (from: string, to: string) => set({ edges: withEntry(plan.edges, from, to) }),
  }
}

function withEntry(map: Record<string, string>, from: string, to: string): Record<string, string> {
  const { [from]: _before, ...others } = map
  return from === to ? others : { ...others, [from]: to }
}
