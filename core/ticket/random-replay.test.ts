import fc from "fast-check"
import { expect, it } from "vitest"
import { checkReplay } from "./testing/check-replay"
import { randomFlow } from "./testing/random-flow"
import { playTicket, randomChoices } from "./testing/run-engine"

// That replaying each step of random tickets finds nothing is told by random-runs; here, that it would find something.

const sample = fc.sample(fc.tuple(randomFlow, randomChoices), { seed: 1, numRuns: 5 })
const played = sample
  .map(([draft, choices]) => playTicket(draft, choices, () => {}))
  .map(({ steps, events, state, head }) => ({
    steps: steps.filter((step) => step.events.length > 0),
    events,
    state,
    head,
  }))
  .find(({ steps }) => steps.length > 3)!

/** The ticket once more, as if `change` had happened to what is stored of it. */
const stored = (change: (text: string) => string = (text) => text) =>
  JSON.parse(change(JSON.stringify(played))) as typeof played

it("a ticket that is as it was stored passes", () => checkReplay(stored()))

it("a step in the middle that stored another state is found", () => {
  const ticket = stored()
  ticket.steps[1]!.after!.nextId += 1
  expect(() => checkReplay(ticket)).toThrow(/do not give the state/)
})

it("a state that no schema takes is found", () => {
  const ticket = stored((text) => text.replaceAll('"title":"Fee reduction"', '"title":7'))
  expect(() => checkReplay(ticket)).toThrow(/cannot be read/)
})

it("an event that no step wrote is found", () => {
  const ticket = stored()
  ticket.events.push(ticket.events.at(-1)!)
  expect(() => checkReplay(ticket)).toThrow(/no step wrote/)
})

it("an event that was changed afterwards is found", () => {
  const ticket = stored()
  ticket.events[0]!.by = "system"
  expect(() => checkReplay(ticket)).toThrow(/chain/)
})
