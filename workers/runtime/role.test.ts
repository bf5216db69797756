import { expect, it } from "vitest"
import { parseRoles, roles } from "./role"

it("takes one, several or all", () => {
  expect([...parseRoles(["--role", "timers"])]).toEqual(["timers"])
  expect([...parseRoles(["--role", "receiver,collectors"])]).toEqual(["receiver", "collectors"])
  expect([...parseRoles(["--role", "all"])]).toEqual([...roles])
})

it("names what is wrong, and what there is", () => {
  expect(() => parseRoles([])).toThrow("--role is missing")
  expect(() => parseRoles(["--role"])).toThrow("--role is missing")
  expect(() => parseRoles(["--role", "timers,clocks"])).toThrow(/no such role: clocks\. .*timers,notifications/)
})
