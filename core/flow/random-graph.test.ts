import fc from "fast-check"
import { expect, it } from "vitest"
import { canonicalJson } from "@/core/canonical-json"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { draftGraphSchema } from "./graph"

const numRuns = Number(process.env["ROUND_TRIPS"] ?? 5000)
const seed = Number(process.env["ENGINE_SEED"] ?? 1)

it("a graph that is written and read is the same", { timeout: 43_200_000 }, () => {
  fc.assert(
    fc.property(randomFlow, (draft) => {
      const text = canonicalJson(draft)
      expect(canonicalJson(draftGraphSchema.parse(JSON.parse(text)))).toBe(text)
    }),
    { seed, numRuns },
  )
})
