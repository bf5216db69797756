import { describe, expect, it } from "vitest"
import type { Outlook } from "./progress-outlook"
import { outlookOf } from "./progress-outlook"

describe("outlookOf", () => {
  it.each<[string, { approved: number; rejected: number; open: number; need: number }, Outlook]>([
    ["2 of 5, needs 3", { approved: 2, rejected: 0, open: 3, need: 3 }, { is: "open", missing: 1 }],
    ["two against: both who are left", { approved: 1, rejected: 2, open: 2, need: 3 }, { is: "every", missing: 2 }],
    ["enough, and the rest still answer", { approved: 3, rejected: 0, open: 2, need: 3 }, { is: "sure", missing: 0 }],
    ["more than enough by weight", { approved: 7, rejected: 0, open: 1, need: 5 }, { is: "sure", missing: 0 }],
    ["too few are left", { approved: 1, rejected: 3, open: 1, need: 3 }, { is: "lost", missing: 2 }],
    ["all have answered", { approved: 3, rejected: 2, open: 0, need: 3 }, { is: "over", missing: 0 }],
  ])("%s", (_, votes, expected) => {
    expect(outlookOf({ ...votes, votes: votes.approved + votes.rejected + votes.open })).toEqual(expected)
  })
})
