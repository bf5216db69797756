import { randomBytes } from "node:crypto"
import { expect, expectAccessible, test } from "./fixtures"
import { inviteMember, signUp } from "./organisation"

// Somebody goes away and a colleague gets their new work, which says for whom it is; a leaver's work is handed over.

test.use({ actionTimeout: 15_000 })

test("new work goes to the substitute, and a leaver's work is handed over", async ({ page, browser }) => {
  test.setTimeout(180_000)
  await signUp(page, "Olga Owner", `Harbour ${randomBytes(3).toString("hex")}`)
  const lee = await inviteMember(page, browser, "Lee Lead", "Supervisor")

  const startFee = async () => {
    await page.goto("/tickets")
    await page.getByRole("button", { name: "New ticket" }).first().click()
    const dialog = page.getByRole("dialog", { name: "New ticket" })
    await dialog.getByRole("button", { name: /Flow$/ }).click()
    await page.getByRole("option", { name: /Fee reduction/ }).click()
    await dialog.getByLabel(/Amount/).fill("100")
    await dialog.getByRole("button", { name: /Reason/ }).click()
    await page.getByRole("option").first().click()
    await dialog.getByRole("button", { name: "Start", exact: true }).click()
    await page.waitForURL(/\/tickets\/./)
  }

  await test.step("the owner names who stands in", async () => {
    await page.goto("/account")
    await page.getByRole("button", { name: "Set a substitute…" }).click()
    const dialog = page.getByRole("dialog", { name: "Set a substitute" })
    await dialog.getByRole("button", { name: /Who stands in/ }).click()
    await page.getByRole("option", { name: /Lee Lead/ }).click()
    await dialog.getByText("Until further notice").click()
    await dialog.getByRole("button", { name: "Set", exact: true }).click()
    await expect(page.getByRole("listitem").filter({ hasText: "Lee Lead" })).toContainText("until further notice")
    await expectAccessible(page)
  })

  await test.step("a new ticket goes to the substitute and says for whom", async () => {
    await startFee()
    await expect(page.getByText("for Olga Owner").first()).toBeVisible()
    await lee.goto("/inbox")
    await expect(lee.getByText("for Olga Owner").first()).toBeVisible()
  })

  await test.step("the substitute leaves: everything goes to the owner", async () => {
    await page.goto("/account")
    await page.getByRole("button", { name: "End: Lee Lead stands in" }).click()
    await expect(page.getByText("Nobody stands in")).toBeVisible()
    await page.goto("/admin/members")
    await page.getByRole("gridcell", { name: "Lee Lead", exact: true }).click()
    await page.getByRole("dialog", { name: "Lee Lead" }).getByRole("button", { name: "Hand over all work…" }).click()
    const dialog = page.getByRole("dialog", { name: "Hand over the work of Lee Lead" })
    await expect(dialog.getByText("1 open todo will be handed over.")).toBeVisible()
    await dialog.getByRole("button", { name: /Hand over to/ }).click()
    await page.getByRole("option", { name: /Olga Owner/ }).click()
    await dialog.getByRole("button", { name: "Hand over", exact: true }).click()
    await expect(dialog.getByText("1 todo was handed over.")).toBeVisible()
    await expectAccessible(page)
    await lee.goto("/inbox")
    await expect(lee.getByText("for Olga Owner")).toHaveCount(0)
  })
})
