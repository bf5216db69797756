"use client"

import { useEffect, useState } from "react"
import { runScenario, type ScenarioResult } from "@/core/dry-run/scenario"
import type { DryRunWorld } from "@/core/dry-run/world"
import type { KeptScenario } from "./use-scenarios"

export type ScenarioResults = {
  /** By scenario; one that is not in it has not run yet. */
  of: ReadonlyMap<string, ScenarioResult>
  isRunning: boolean
}

const nothing: ScenarioResults = { of: new Map(), isRunning: true }
type Ran = { world: DryRunWorld; items: readonly KeptScenario[]; results: ScenarioResults }

/** Runs scenarios on a draft in this page, one after the other, so that the page goes on answering. */
export function useScenarioResults(world: DryRunWorld | null, items: readonly KeptScenario[] | null): ScenarioResults {
  const [ran, setRan] = useState<Ran | null>(null)
  useEffect(() => {
    if (!world || !items) return
    const of = new Map<string, ScenarioResult>()
    let timer: ReturnType<typeof setTimeout>
    const step = (index: number) => {
      const item = items[index]
      if (item) of.set(item.id, runScenario(world, item.scenario))
      setRan({ world, items, results: { of: new Map(of), isRunning: index + 1 < items.length } })
      if (index + 1 < items.length) timer = setTimeout(() => step(index + 1))
    }
    timer = setTimeout(() => step(0))
    return () => clearTimeout(timer)
  }, [world, items])
  return ran && ran.world === world && ran.items === items ? ran.results : nothing
}
