import { expect, it } from "vitest"
import { amountText, readAmount, readCapacity } from "./work-limit-fields"

it.each<[string, number | null | undefined]>([
  ["", null],
  [" 5 ", 5],
  ["1000", 1000],
  ["0", undefined],
  ["1001", undefined],
  ["2.5", undefined],
  ["-1", undefined],
  ["many", undefined],
])("reads %j as a capacity of %j", (text, capacity) => {
  expect(readCapacity(text)).toBe(capacity)
})

it.each<[string, number | null | undefined]>([
  ["", null],
  ["0", 0],
  ["500", 50_000],
  ["1,500.5", 150_050],
  ["0.07", 7],
  ["1.234", undefined],
  ["-5", undefined],
  ["lots", undefined],
])("reads %j as an amount of %j in minor units", (text, amount) => {
  expect(readAmount(text)).toBe(amount)
})

it("writes an amount as it is read", () => {
  for (const amount of [0, 7, 150_050, 999_999_999]) expect(readAmount(amountText(amount))).toBe(amount)
  expect(amountText(null)).toBe("")
})
