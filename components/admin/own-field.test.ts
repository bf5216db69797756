import { describe, expect, it } from "vitest"
import { ownField } from "./own-field"

describe("the field a refusal stands below", () => {
  it.each([
    ["name", ["name", "key"], "name"],
    ["vendorIds.3", ["name", "vendorIds"], "vendorIds"],
    ["settings.port", ["settings", "settings.port"], "settings.port"],
    ["names", ["name"], ""],
    ["", ["name"], ""],
    [undefined, ["name"], ""],
  ])("%s among %j is %j", (place, fields, expected) => {
    expect(ownField(place, fields)).toBe(expected)
  })
})
