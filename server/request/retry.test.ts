import { expect, test } from "vitest"
import { isPassing, pauseAfterAttempt } from "./retry"

test("pauses grow, end with the attempts, and heed what the service asks for", () => {
  expect([1, 2, 3, 4].map((attempt) => pauseAfterAttempt(attempt, 4))).toEqual([5, 15, 60, null])
  expect(pauseAfterAttempt(9, 10)).toBe(28_800)
  expect(pauseAfterAttempt(10, 10)).toBeNull()
  expect(pauseAfterAttempt(1, 5, "120")).toBe(120)
  expect(pauseAfterAttempt(1, 5, "1")).toBe(5)
  expect(pauseAfterAttempt(1, 5, "999999999")).toBe(28_800)
  expect(pauseAfterAttempt(1, 5, "Wed, 21 Oct 2026 07:28:00 GMT")).toBe(5)
})

test("only what may pass by itself is tried again", () => {
  expect([408, 429, 500, 502, 503].every(isPassing)).toBe(true)
  expect([200, 301, 400, 401, 404, 409, 422].some(isPassing)).toBe(false)
})
