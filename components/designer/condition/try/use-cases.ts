"use client"

import { useMemo } from "react"
import type { Witness } from "@/core/expression/coverage/prove"
import type { Variable } from "@/core/expression/variable"
import { useCoverage } from "../../coverage/use-coverage"

/** A case of each sort that the prover has found by trying; null where there is none, or none is known yet. */
export type Cases = { holds: Witness | null; doesNot: Witness | null; fails: Witness | null; isWorking: boolean }

/** What a condition leaves open is where it does not hold; where its opposite does not, it does. */
export function useCases(source: string, variables: readonly Variable[]): Cases {
  const own = useMemo(() => [{ id: "it", source }], [source])
  // A comment at its end must not swallow the bracket.
  const opposite = useMemo(() => [{ id: "not", source: `!(${source}\n)` }], [source])
  const [itself, inverse] = [useCoverage(own, variables), useCoverage(opposite, variables)]
  return {
    holds: inverse?.gaps[0] ?? null,
    doesNot: itself?.gaps[0] ?? null,
    fails: itself?.failures[0]?.witness ?? null,
    isWorking: !itself || !inverse,
  }
}
