import { describe, expect, it } from "vitest"
import { actionsFor, percentOf } from "./release-actions"
import type { Version } from "./version-types"

const version = (more: Partial<Version> = {}): Version => ({
  id: "v",
  number: 2,
  message: "",
  publishedAt: 0,
  approvedBy: null,
  publishedBy: null,
  scenarios: null,
  tickets: 0,
  openTickets: 0,
  current: false,
  percent: null,
  ...more,
})
const live = { currentVersionId: "other", candidateVersionId: null, candidatePercent: null }

describe("actionsFor", () => {
  it.each([
    ["the current one", version({ current: true }), live, ["retire"]],
    ["the candidate", version({ percent: 10 }), live, ["promote", "share", "stop"]],
    ["an earlier one", version(), live, ["rollBack", "ramp"]],
    ["any, when the flow is retired", version(), { ...live, currentVersionId: null }, ["rollBack"]],
  ] as const)("%s", (_, which, release, expected) => {
    expect(actionsFor(which, release)).toEqual(expected)
  })
})

it.each([
  ["1", 1],
  [" 99 ", 99],
  ["0", null],
  ["100", null],
  ["-5", null],
  ["1.5", null],
  ["", null],
])("percentOf(%j) is %j", (text, expected) => {
  expect(percentOf(text)).toBe(expected)
})
