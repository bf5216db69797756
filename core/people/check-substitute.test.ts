import { describe, expect, it } from "vitest"
import { directory, ids, uuid } from "@/core/ticket/testing/tenant"
import { checkSubstitute } from "./check-substitute"
import type { Substitute } from "./directory"
import { substituteOf } from "./substitute"

const now = 1_000
const [ada, bo, cai] = ids.agents
const wanted: Substitute = { personId: ada, toId: bo, from: 1_000, until: 2_000 }
const stands = (personId: string, toId: string, from: number, until: number | null): Substitute => ({
  personId,
  toId,
  from,
  until,
})
const codes = (change: Partial<Substitute>, substitutes: Substitute[] = []) =>
  checkSubstitute({ ...directory, substitutes }, { ...wanted, ...change }, now).map(
    ({ place, code }) => `${place.field}: ${code}`,
  )

describe("checkSubstitute", () => {
  it.each<[string, Partial<Substitute>, Substitute[], string[]]>([
    ["takes a range", {}, [], []],
    ["takes one for good", { until: null }, [], []],
    ["refuses the same person", { toId: ada }, [], ["toId: samePerson"]],
    ["refuses somebody who has left", { toId: ids.gone }, [], ["toId: personUnknown"]],
    ["lets the work of somebody who has left be handed on", { personId: ids.gone }, [], []],
    [
      "refuses somebody unknown, in both places",
      { personId: uuid(98), toId: uuid(99) },
      [],
      ["personId: personUnknown", "toId: personUnknown"],
    ],
    ["refuses an end before the beginning", { until: 900 }, [], ["until: rangeReversed"]],
    ["refuses a time that is over", { from: 100, until: 1_000 }, [], ["until: rangePast"]],
    ["refuses an overlap", {}, [stands(ada, cai, 1_999, 3_000)], ["from: rangeOverlaps"]],
    [
      "refuses an overlap with one for good",
      { from: 5_000, until: null },
      [stands(ada, cai, 0, null)],
      ["from: rangeOverlaps"],
    ],
    ["takes one that begins when another ends", {}, [stands(ada, cai, 500, 1_000), stands(ada, cai, 2_000, null)], []],
    ["refuses a circle of two", {}, [stands(bo, ada, 0, null)], ["toId: substituteCircle"]],
    [
      "refuses a circle of three",
      {},
      [stands(bo, cai, 0, 1_500), stands(cai, ada, 1_200, null)],
      ["toId: substituteCircle"],
    ],
    [
      "takes a circle that is never closed at one instant",
      {},
      [stands(bo, cai, 0, 1_500), stands(cai, ada, 1_500, null)],
      [],
    ],
    ["ends in circles of others", {}, [stands(bo, cai, 0, null), stands(cai, bo, 0, null)], []],
  ])("%s", (_name, change, substitutes, expected) => {
    expect(codes(change, substitutes)).toEqual(expected)
  })

  it("what it takes gives the person somebody at every instant of the range", () => {
    const others = [stands(bo, cai, 0, 1_500), stands(cai, ada, 1_500, null)]
    expect(codes({}, others)).toEqual([])
    for (let at = 1_000; at < 2_000; at += 50) {
      expect(substituteOf({ ...directory, substitutes: [...others, wanted] }, ada, at)).toBe(at < 1_500 ? cai : bo)
    }
  })
})
