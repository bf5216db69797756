import fc from "fast-check"
import { expect, it } from "vitest"
import { canonicalJson } from "@/core/canonical-json"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { draftGraphSchema } from "./graph"

const numRuns = Number(process.env["ROUND_TRIPS"] ?? 5000)
const seed = Number(process.env["ENGINE_SEED"] ?? 1)

it("a graph that is written and read is the same, however often", { timeout: 3_600_000 }, () => {
  const read = (text: string) => canonicalJson(draftGraphSchema.parse(JSON.parse(text)))
  fc.assert(
    fc.property(randomFlow, (draft) => {
      const once = read(JSON.stringify(draft))
      expect(once).toBe(canonicalJson(draft))
      expect(read(once)).toBe(once)
    }),
    { seed, numRuns },
  )
})
