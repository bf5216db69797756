import { describe, expect, it } from "vitest"
import { refusalOf } from "./refusal"

const text = { en: "no", zh: "不" }
const refused = (code: string, problems: { code: string; place: { field?: string }; text: typeof text }[] = []) =>
  Object.assign(new Error("refused"), { data: { code: "BAD_REQUEST", app: { code, problems, retryAfterSec: null } } })

describe("refusalOf", () => {
  it.each([
    ["a dropped connection", new TypeError("Failed to fetch"), "failed"],
    [
      "a fault of the server",
      Object.assign(new Error("x"), { data: { code: "INTERNAL_SERVER_ERROR", app: null } }),
      "failed",
    ],
    ["a server that has no room", refused("UNAVAILABLE"), "failed"],
    ["too many attempts", refused("RATE_LIMITED"), "failed"],
    ["a todo somebody else decided", refused("INVALID", [{ code: "todoNotActive", place: {}, text }]), "gone"],
    ["a ticket that was closed", refused("INVALID", [{ code: "ticketClosed", place: {}, text }]), "gone"],
    ["a ticket that is not there", refused("NOT_FOUND"), "gone"],
    ["a todo that was handed on", refused("FORBIDDEN", [{ code: "forbidden", place: {}, text }]), "notYours"],
    [
      "a field that is wrong",
      refused("INVALID", [{ code: "fieldInvalid", place: { field: "amount" }, text }]),
      "refused",
    ],
  ])("%s", (_name, error, is) => {
    expect(refusalOf(error).is).toBe(is)
  })

  it("keeps every problem, and those of fields by their key", () => {
    const refusal = refusalOf(
      refused("INVALID", [
        { code: "fieldMissing", place: { field: "amount" }, text },
        { code: "commentMissing", place: { field: "comment" }, text },
      ]),
    )
    expect(refusal).toEqual({
      is: "refused",
      problems: [text, text],
      byField: { amount: text, comment: text },
      isCommentMissing: true,
    })
  })
})
