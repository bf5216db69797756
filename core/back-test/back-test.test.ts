import fc from "fast-check"
import { expect, it } from "vitest"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { randomChoices, usualWorld } from "@/core/ticket/testing/run-engine"
import { runnable } from "@/core/ticket/testing/drive"
import { ids } from "@/core/ticket/testing/tenant"
import { backTestTicket } from "./back-test-ticket"
import { withRecordedAnswers } from "./recorded"
import { playPunctual } from "./testing/play-punctual"

it("a draft that is what the ticket ran on changes nothing about it", () => {
  let events = 0
  fc.assert(
    fc.property(randomFlow, randomChoices, (draft, choices) => {
      const played = playPunctual(draft, choices)
      fc.pre(played !== null)
      const { ledger, at } = played
      const edges = new Map(draft.edges.map(({ id, source }) => [id, source]))
      const result = backTestTicket(ledger.events, {
        flow: withRecordedAnswers(runnable(draft)),
        versionId: ids.version,
        facts: { ...usualWorld, pools: {} },
        habits: { nodes: {}, units: {}, medianMs: null },
        until: at,
        sourceOf: (edgeId) => edges.get(edgeId) ?? null,
      })
      events += ledger.events.length
      if (result.is === "incomparable") throw new Error(JSON.stringify(result.problems))
      const { comparison, was, would, assumed } = result
      expect({
        ...comparison,
        todos: [...would.todos.values()].map((one) => one.nodeId + one.assigneeId).sort(),
        assumed,
      }).toEqual({
        ...comparison,
        differences: [],
        parting: null,
        todos: [...was.todos.values()].map((one) => one.nodeId + one.assigneeId).sort(),
        assumed: [],
      })
    }),
    { seed: 7, numRuns: 300 },
  )
  expect(events).toBeGreaterThan(2000)
})
