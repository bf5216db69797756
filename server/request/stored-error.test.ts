import { expect, test } from "vitest"
import { readStoredError, storedError } from "./stored-error"

test("an error is read in both languages as it was written, and cut off where it is long", () => {
  const error = { en: "The host name could not be found.", zh: "找不到该主机名。" }
  expect(readStoredError(storedError(error))).toEqual(error)
  const long = readStoredError(storedError({ en: "x".repeat(5000), zh: "长".repeat(5000) }))
  expect(long!.en.length).toBeLessThanOrEqual(400)
  expect(long!.zh.length).toBeLessThanOrEqual(400)
})

test("none is none, and what an earlier build wrote is shown as it stands", () => {
  expect(readStoredError(null)).toBeNull()
  expect(readStoredError("HTTP 503")).toEqual({ en: "HTTP 503", zh: "HTTP 503" })
})
