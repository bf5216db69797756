import { expect, it } from "vitest"
import { deliveryDefaultsSchema, usualDelivery, type DeliveryDefaults } from "@/core/warning/preferences"
import { clockOf, digestChoices, draftOfDelivery, readDelivery, urgentChoices } from "./delivery-draft"

const night: DeliveryDefaults = {
  quiet: { fromMin: 22 * 60 + 5, toMin: 7 * 60 },
  urgentFromLevel: null,
  digestMin: 7,
  perHourMax: 12,
}

it.each([usualDelivery, night])("what is stored comes back unchanged from the form (%#)", (stored) => {
  const { value, problems } = readDelivery(draftOfDelivery(stored))
  expect(value).toEqual(stored)
  expect([...problems]).toEqual([])
  expect(deliveryDefaultsSchema.safeParse(value).success).toBe(true)
})

it("says what is wrong", () => {
  const draft = draftOfDelivery(night)
  expect([...readDelivery({ ...draft, to: draft.from }).problems]).toEqual(["same"])
  expect([...readDelivery({ ...draft, from: "" }).problems]).toEqual(["same"])
  for (const perHour of ["", "0", "1.5", "many", "1001"])
    expect([...readDelivery({ ...draft, perHour }).problems]).toEqual(["perHour"])
})

it("offers what is stored, also when nobody would choose it", () => {
  expect(digestChoices("7")).toEqual(["0", "5", "7", "10", "15", "30", "60", "120", "240"])
  expect(urgentChoices("2")).toHaveLength(5)
  expect(clockOf(5)).toBe("00:05")
})
