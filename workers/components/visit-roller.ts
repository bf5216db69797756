import { startSweep } from "@/server/tenant/sweep"
import { rollUpVisits } from "@/server/visit/roll-up"
import type { Component } from "../runtime/component"

/** Longer than a pass of many tickets takes; the next pass goes on where this one ended. */
const passForMs = 20_000

/** Keeps the visits of steps counted, so that whoever asks for a flow's figures waits for the last half minute only. */
export const visitRoller: Component = {
  name: "visit-roller",
  role: "timers",
  start: () =>
    startSweep({
      name: "visits",
      look: async () => null,
      pass: async (tenant) => void (await rollUpVisits(tenant, { forMs: passForMs })),
    }),
}
