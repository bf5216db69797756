import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { clockConditions, givenConditions } from "./policy"
import { nextChange, phaseAfter, type ClockChange, type Holds, type Standing } from "./next-change"

const pending: Standing = { phase: "pending" }
const running: Standing = { phase: "running" }
const byCondition: Standing = { phase: "paused", pausedBy: "condition" }
const byHand: Standing = { phase: "paused", pausedBy: "manual" }
const stopped: Standing = { phase: "stopped" }
const cancelled: Standing = { phase: "cancelled" }

describe("what conditions make of a clock", () => {
  it.each<[string, Standing, Holds, Holds, ClockChange | null]>([
    ["without conditions it starts at once", pending, {}, {}, "start"],
    ["it waits for its start condition", pending, { start: false }, {}, null],
    ["and starts when that holds", pending, { start: true }, { start: true }, "start"],
    ["but not when it would be over at once", pending, { start: true, stop: true }, {}, null],
    ["nor when it would not apply", pending, { cancel: true }, {}, null],
    ["a running clock without conditions runs on", running, {}, {}, null],
    ["it is paused while its condition holds", running, { pause: true }, { pause: true }, "pause"],
    ["unless what resumes it holds too", running, { pause: true, resume: true }, {}, null],
    ["it goes on once its condition does not hold any more", byCondition, { pause: false }, { pause: true }, "resume"],
    ["and stands still as long as it does", byCondition, { pause: true }, {}, null],
    ["with a condition to resume it waits for that one", byCondition, { pause: false, resume: false }, {}, null],
    ["and goes on by it, whatever paused it", byCondition, { pause: true, resume: true }, {}, "resume"],
    ["paused by hand it does not go on because nothing pauses it", byHand, { pause: false }, { pause: false }, null],
    ["but when what resumes it comes to hold", byHand, { resume: true }, { resume: false }, "resume"],
    ["and not when that held all along", byHand, { resume: true }, { resume: true }, null],
    ["stopping comes before pausing", running, { stop: true, pause: true }, {}, "stop"],
    ["cancelling comes before stopping", running, { cancel: true, stop: true }, {}, "cancel"],
    ["a paused clock can stop", byHand, { stop: true }, {}, "stop"],
    ["it starts anew when its condition comes to hold", running, { reset: true }, { reset: false }, "reset"],
    ["and not while that goes on holding", running, { reset: true }, { reset: true }, null],
    ["a stopped clock can start anew", stopped, { reset: true, stop: false }, {}, "reset"],
    ["but not while it would stop at once", stopped, { reset: true, stop: true }, {}, null],
    ["a stopped clock stays stopped when its condition does not hold any more", stopped, { stop: false }, {}, null],
    ["a cancelled clock starts anew when it applies again", cancelled, { start: true, cancel: false }, {}, "reset"],
    ["and not because it applied all along", cancelled, { start: true, cancel: false }, { start: true }, null],
  ])("%s", (_, standing, now, then, change) => {
    expect(nextChange(standing, now, then)).toBe(change)
  })

  const anyHolds: fc.Arbitrary<Holds> = fc
    .tuple(...clockConditions.map((name) => fc.constantFrom([], [[name, true]], [[name, false]])))
    .map((parts) => Object.fromEntries(parts.flat() as [string, boolean][]) as Holds)

  it("comes to rest after a few changes, whatever holds", () => {
    const standings = [pending, running, byCondition, byHand, stopped, cancelled]
    fc.assert(
      fc.property(fc.constantFrom(...standings), anyHolds, anyHolds, (from, now, before) => {
        let [standing, then] = [from, before]
        const changes: ClockChange[] = []
        for (;;) {
          const change = nextChange(standing, now, then)
          if (change === null) break
          changes.push(change)
          if (change === "start" || change === "reset") then = { ...then, start: true, reset: true }
          standing = { phase: phaseAfter[change], pausedBy: "condition" }
          expect(changes.length).toBeLessThanOrEqual(3)
        }
        // What is over was over before, or became so once.
        expect(changes.filter((change) => change === "stop" || change === "cancel").length).toBeLessThanOrEqual(1)
        if (now.cancel && standing.phase !== "pending" && from.phase !== "stopped") {
          expect(standing.phase).toBe("cancelled")
        }
      }),
      { numRuns: 3000 },
    )
  })
})

it("a blank condition is none", () => {
  expect(givenConditions({ conditions: { start: " ", stop: "a", pause: "b" } })).toEqual([
    ["pause", "b"],
    ["stop", "a"],
  ])
  expect(givenConditions({})).toEqual([])
})
