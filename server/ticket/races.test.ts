import fc from "fast-check"
import { expect, it } from "vitest"
import type { Sabotage } from "./testing/simulator/memory-store"
import { contest } from "./testing/races/contest"
import { race } from "./testing/races/race"

// Two to four people on one ticket, in every order of their calls that chance finds. A nightly run asks for more: npm run models.

const numRuns = Number(process.env["RACE_RUNS"] ?? 500)
const seed = Number(process.env["ENGINE_SEED"] ?? 1)

const races = (options: {
  numRuns: number
  sabotage?: Sabotage
  onRace?: (result: Awaited<ReturnType<typeof race>>) => void
}) =>
  fc.assert(
    fc.asyncProperty(contest, fc.scheduler(), async (plan, scheduler) => {
      const result = await race(plan, scheduler, options.sabotage)
      options.onRace?.(result)
    }),
    { seed, numRuns: options.numRuns, endOnFailure: options.sabotage !== undefined },
  )

it("whoever comes first, it is as if they had come one after the other", { timeout: 43_200_000 }, async () => {
  const seen = new Map<string, number>()
  const began = performance.now()
  await races({
    numRuns,
    onRace: ({ told, conflicts }) => {
      seen.set("conflict", (seen.get("conflict") ?? 0) + conflicts)
      for (const one of told) {
        const key = "code" in one ? (one.problems[0] ?? one.code) : one.won ? "won" : "repeated or stale"
        seen.set(key, (seen.get(key) ?? 0) + 1)
      }
    },
  })
  const seconds = (performance.now() - began) / 1000
  const counts = [...seen].sort(([, a], [, b]) => b - a).map(([key, count]) => `${key}: ${count}`)
  console.log(`${numRuns} races, seed ${seed}, ${seconds.toFixed(1)} s: ${counts.join(", ")}`)
  for (const key of ["conflict", "won", "repeated or stale", "todoNotActive", "claimedBefore", "ticketClosed"]) {
    expect(seen.get(key) ?? 0, key).toBeGreaterThan(0)
  }
})

it.each<[Sabotage]>([["ignoresVersions"], ["forgetsKeys"]])("a store that %s is found out", async (sabotage) => {
  await expect(races({ numRuns: 200, sabotage })).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/./) },
  })
})
