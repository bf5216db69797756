import { describe, expect, it } from "vitest"
import { approvalFlow, field, node } from "@/core/ticket/testing/small-flow"
import { runnable } from "@/core/ticket/testing/drive"
import { asksTheSame, versionFor } from "./ramp"

const at = (candidatePercent: number) => ({ currentVersionId: "one", candidateVersionId: "two", candidatePercent })
const plain = { currentVersionId: "one", candidateVersionId: null, candidatePercent: null }

/** Ids as tickets have them: of version 7, many in the same millisecond, random after that (a fixed sequence here). */
function ids(count: number): string[] {
  let seed = 0x2545f491
  const random = () => {
    seed ^= seed << 13
    seed ^= seed >>> 17
    seed ^= seed << 5
    return seed >>> 0
  }
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0").slice(-digits)
  return Array.from({ length: count }, (_, n) => {
    const time = hex(0x19aa00000000 + Math.floor(n / 50), 12)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(random(), 3)}-8${hex(random(), 3)}-${hex(random(), 6)}${hex(random(), 6)}`
  })
}
const many = ids(100_000)
const shareOf = (of: string[], percent: number) =>
  (of.filter((id) => versionFor(at(percent), id) === "two").length / of.length) * 100

describe("the version of a new ticket", () => {
  it("is the current one without a candidate, and none when nothing is current", () => {
    expect(versionFor(plain, many[0]!)).toBe("one")
    expect(versionFor({ ...plain, currentVersionId: null }, many[0]!)).toBeNull()
  })

  it.each([1, 10, 33, 50, 75, 99])("is the candidate for %d %% of 100,000 ids, within 1 %%", (percent) => {
    expect(Math.abs(shareOf(many, percent) - percent)).toBeLessThan(1)
  })

  it("is spread just as evenly over ids that count up", () => {
    const counted = Array.from({ length: 100_000 }, (_, n) => `019aa000-0000-7000-8000-${String(n).padStart(12, "0")}`)
    expect(Math.abs(shareOf(counted, 20) - 20)).toBeLessThan(1)
  })

  it("stays the candidate when its part is raised", () => {
    for (const id of many.slice(0, 2_000)) {
      const first = Array.from({ length: 99 }, (_, n) => versionFor(at(n + 1), id))
      const turn = first.indexOf("two")
      if (turn >= 0) expect(new Set(first.slice(turn))).toEqual(new Set(["two"]))
    }
  })

  it("is the same in every process, today and after the next release", () => {
    const known = ["019aa000-0000-7000-8000-000000000000", "019aa3f2-91c4-7e21-9d3b-5f60c1a27b44", "abc"]
    const entersAt = (id: string) =>
      Array.from({ length: 99 }, (_, n) => n + 1).find((p) => versionFor(at(p), id) === "two")
    expect(known.map(entersAt)).toMatchInlineSnapshot(`
      [
        2,
        39,
        89,
      ]
    `)
  })
})

describe("two versions ask the same", () => {
  it("whatever lies behind the start", () => {
    expect(asksTheSame(runnable(approvalFlow()), runnable(approvalFlow({ mode: "sequential" })))).toBe(true)
  })
  it("unless a field of the start differs", () => {
    const asking = (required: boolean) => {
      const graph = approvalFlow()
      graph.nodes[0] = node("start", "start", { fields: ["note"] })
      return runnable({
        ...graph,
        fields: graph.fields.map((one) => (one.key === "note" ? field("note", "string", required) : one)),
      })
    }
    expect(asksTheSame(asking(false), asking(false))).toBe(true)
    expect(asksTheSame(asking(false), asking(true))).toBe(false)
    expect(asksTheSame(asking(false), runnable(approvalFlow()))).toBe(false)
  })
})
