import { randomUUID } from "node:crypto"
import { call } from "./api"
import { publish } from "./draw-fee-reduction"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// What the inspector says of a step while it is being changed: whom a rule reaches, and how a clock warns.

test.use({ actionTimeout: 15_000 })

test("a designer changes whom a step goes to and sees whom that reaches, redraws its ladder and publishes both", async ({
  page,
}) => {
  await signIn(page, "designer", "/flows")
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name: `Inspected ${randomUUID().slice(0, 8)}`,
    description: "",
    starter: "feeReduction",
    locale: "en",
  })
  await page.goto(`/flows/${flowId}`)
  const canvas = page.getByRole("application", { name: "Flow" })
  const details = page.getByRole("region", { name: "Details" })
  await canvas.getByRole("group", { name: /^Supervisor/ }).click()

  // The rule by pointer, and the people it reaches at this moment.
  await details.getByRole("button", { name: /People$/ }).click()
  await page.getByRole("option", { name: "Everybody with a role" }).click()
  const role = details.getByRole("button", { name: /Role$/ }).last()
  await role.click()
  await page.getByRole("listbox", { name: "Role" }).getByRole("option", { name: "Supervisor" }).click()
  await details.getByRole("button", { name: "Try it" }).click()
  const reached = details.getByRole("list", { name: "People" })
  await expect(reached.getByText("Grace Li")).toBeVisible()
  await expect(reached.getByText("Ming Zhao")).toHaveCount(0)

  // Another role by keyboard: the people follow.
  await role.focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("listbox", { name: "Role" })).toBeVisible()
  await page.keyboard.type("Aud")
  await page.keyboard.press("Enter")
  await expect(reached.getByText("Ming Zhao")).toBeVisible()
  await expect(reached.getByText("Grace Li")).toHaveCount(0)
  await expectAccessible(page)

  // The ladder: two hours instead of one, and one warning more, in its place in time.
  const ladder = details.getByRole("list", { name: "Warnings on the way" })
  await expect(ladder.getByText("1 h", { exact: true })).toBeVisible()
  const before = await ladder.getByRole("listitem").count()
  await details.getByLabel("Hours", { exact: true }).fill("2")
  await page.keyboard.press("Tab")
  await expect(ladder.getByText("2 h", { exact: true })).toBeVisible()
  await details.getByRole("button", { name: "Add a warning" }).focus()
  await page.keyboard.press("Enter")
  await expect(ladder.getByRole("listitem")).toHaveCount(before + 1)
  await ladder.getByRole("button", { name: /When$/ }).click()
  await page.getByRole("option", { name: "min before the deadline" }).click()
  await ladder.getByLabel("Minutes", { exact: true }).fill("20")
  await page.keyboard.press("Tab")
  await expect(ladder.getByText(/20 min before the deadline/)).toBeVisible()
  // Closed, it goes to its place in time: before the deadline.
  await ladder.getByRole("button", { name: /^20 min before the deadline/ }).click()
  await expect(ladder.getByRole("listitem").nth(1)).toContainText("20 min before the deadline")
  await publish(page)

  await page.reload()
  await canvas.getByRole("group", { name: /^Supervisor/ }).click()
  await expect(ladder.getByText("2 h", { exact: true })).toBeVisible()
  await expect(ladder.getByText(/20 min before the deadline/)).toBeVisible()
})
