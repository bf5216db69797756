import { expect, it } from "vitest"
import { canonicalJson } from "@/core/canonical-json"
import { starterFlows } from "@/core/flow/starters/starters"
import { packStep } from "./chain"
import { Drive, runnable } from "./testing/drive"
import { ids } from "./testing/tenant"

const [feeReduction] = starterFlows({ locale: "zh", homeUnitId: ids.units.team, administratorIds: [ids.owner] })
const flow = runnable(feeReduction!.draft)
const open = () => new Drive(flow).open({ amount: 1_000_000, reason: "loyalty" })

// Every step writes its events and the whole state; with rows, indexes and timers an instance may write 12 kB.
it("a whole fee reduction of four steps stores at most 8.9 kB of events and states", () => {
  const ticket = open()
  let bytes = 0
  for (let since = 0; ;) {
    const events = ticket.events.slice(since)
    since = ticket.events.length
    bytes += Buffer.byteLength(canonicalJson(packStep(events))) + Buffer.byteLength(canonicalJson(ticket.now))
    if (ticket.now.status === "closed") break
    ticket.decide("approve")
  }
  expect(bytes).toBeLessThan(8900)
})
