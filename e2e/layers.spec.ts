import { call } from "./api"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// What happens at the steps of a published flow, and two of its versions in one picture.

test("a supervisor sees where the tickets are and how late, and opens those of a step", async ({ page }) => {
  await signIn(page, "supervisor", "/flows")
  const { items } = await call(page, "query", "flow", "list", undefined)
  const flow = items.find(({ name }) => name === "Fee reduction")!
  await page.goto(`/flows/${flow.id}`)
  await page.getByRole("link", { name: "What happens" }).click()
  await expect(page.getByRole("heading", { name: "What happens", level: 1 })).toBeVisible()

  // The busiest step of the list is the hottest of the canvas, and says the same number.
  const ranking = page.getByRole("region", { name: "Steps by “There now”" })
  const first = ranking.getByRole("button").first()
  let [step, here] = ["", ""]
  // Calls go on coming in: both are read anew until they were read in the same moment.
  await expect(async () => {
    ;[, step = "", here = ""] = /^(.+?)\s+(\d+)\s*$/.exec(await first.innerText())!
    await expect(page.getByRole("application").getByText(`${here} there`).first()).toBeVisible({ timeout: 500 })
  }).toPass()
  await expectAccessible(page)

  await page.getByRole("radio", { name: "There now" }).focus()
  await page.keyboard.press("ArrowRight")
  await expect(page.getByRole("radio", { name: "Passed" })).toBeChecked()
  await expect(page.getByRole("region", { name: "Steps by “Passed”" })).toBeVisible()
  await expect(page).toHaveURL(/layer=passed/)
  await page.getByRole("button", { name: /Time$/ }).click()
  await page.getByRole("option", { name: "Chosen days" }).click()
  await page.getByLabel("From").fill("2026-01-02")
  await page.getByLabel("To", { exact: true }).fill("2026-01-01")
  await expect(page.getByText("From comes before To")).toBeVisible()
  await page.getByRole("button", { name: /Time$/ }).click()
  await page.getByRole("option", { name: "Last 30 days" }).click()
  await page.getByRole("radio", { name: "There now" }).click()
  await expect(page.getByRole("radio", { name: "There now" })).toBeChecked()

  await first.focus()
  await page.keyboard.press("Enter")
  const figures = page.getByRole("region", { name: step })
  await figures.getByRole("link").first().click()
  await expect(page.getByText(`There now: ${step}`)).toBeVisible()
  // The list may be longer by now, but not shorter, and of this step alone.
  const listed = page.getByRole("grid", { name: "Tickets" }).getByRole("row")
  await expect.poll(() => listed.count()).toBeGreaterThan(Number(here))
  await expect(listed.filter({ hasText: step })).toHaveCount((await listed.count()) - 1)
  await page.getByRole("button", { name: "Show tickets of all steps" }).click()
  await expect(page.getByText(`There now: ${step}`)).toHaveCount(0)
})

test("a designer compares two versions on the canvas, and goes from the list to the step", async ({ page }) => {
  await signIn(page, "designer", "/flows")
  const { items } = await call(page, "query", "flow", "list", undefined)
  const flow = items.find(({ name }) => name === "Fee reduction")!
  await page.goto(`/flows/${flow.id}/versions`)
  await page.getByRole("button", { name: /^Version 1/ }).click()
  await page.getByRole("link", { name: "Compare…" }).click()
  await expect(page.getByRole("heading", { name: "Compare", level: 1 })).toBeVisible()
  await page.getByRole("button", { name: /To$/ }).click()
  await page.getByRole("option", { name: /^Version 2/ }).click()
  const changes = page.getByRole("complementary", { name: "Changes" })
  await expect(changes.getByText("1 step changed")).toBeVisible()
  await expect(page.getByRole("application").getByText("Changed", { exact: true })).toHaveCount(1)
  await changes.getByRole("button", { name: /Supervisor/ }).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("application").getByRole("group", { name: /^Supervisor.*Changed/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("button", { name: "Swap both" }).click()
  await expect(page).toHaveURL(/from=.*to=/)
  await expect(changes.getByText("1 step changed")).toBeVisible()
})
