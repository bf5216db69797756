"use client"

import { lazy, Suspense, useCallback, useState } from "react"
import type { Gate } from "./scenario-gate"

// The engine itself runs in it.
const ScenarioGate = lazy(() => import("./scenario-gate"))
const closed: Gate = { isPassed: false, failedIds: [] }

/** The tests' part of a dialog that publishes: what it shows, whether they let it pass, and which were accepted. */
export function useGate(flowName: string) {
  const [gate, setGate] = useState<Gate>(closed)
  const [accepted, setAccepted] = useState<readonly string[]>([])
  const onGate = useCallback((next: Gate) => setGate(next), [])
  // Accepted is what was seen: another test that fails later has to be accepted anew.
  const isAccepted = gate.failedIds.length > 0 && gate.failedIds.every((id) => accepted.includes(id))
  return {
    isPassed: gate.isPassed,
    acceptedScenarioIds: isAccepted ? [...gate.failedIds] : [],
    part: (
      <Suspense fallback={null}>
        <ScenarioGate
          flowName={flowName}
          isAccepted={isAccepted}
          onAccept={(is) => setAccepted(is ? gate.failedIds : [])}
          onGate={onGate}
        />
      </Suspense>
    ),
  }
}
