import { randomBytes } from "node:crypto"
import type { Page } from "@playwright/test"
import { expect, test } from "./fixtures"
import { inviteMember, signUp } from "./organisation"

// An owner sets the house up by hand: units with heads, skill groups, members, invitations, telephone systems, routing,
// their own account. What is saved is there after a reload.

test.use({ actionTimeout: 15_000 })

test("an owner sets up people, telephone systems and routing", async ({ page, browser }) => {
  test.setTimeout(180_000)
  await signUp(page, "Olga Owner", `Harbour ${randomBytes(3).toString("hex")}`)
  const lee = await inviteMember(page, browser, "Lee Lead", "Supervisor")
  await expect(lee.getByRole("heading", { level: 1 })).toBeVisible()

  await test.step("units, with a head, and one below the other", async () => {
    await page.goto("/admin/members/units")
    await openSheet(page, "Create unit")
    const sheet = page.getByRole("dialog")
    await sheet.getByRole("textbox", { name: "Name" }).fill("Card services")
    await choose(page, sheet, /Head$/, "Lee Lead")
    await sheet.getByRole("button", { name: "Create unit" }).click()
    await expect(row(page, "Card services")).toContainText("Lee Lead")
    await openSheet(page, "Create unit")
    await sheet.getByRole("textbox", { name: "Name" }).fill("Fees")
    await choose(page, sheet, /Below$/, "Card services")
    await sheet.getByRole("button", { name: "Create unit" }).click()
    await expect(row(page, "Fees")).toBeVisible()
  })

  await test.step("a member moves, gets an extension and another role", async () => {
    await page.goto("/admin/members")
    await row(page, "Lee Lead").click()
    const sheet = page.getByRole("dialog", { name: "Lee Lead" })
    await sheet.getByRole("textbox", { name: "Extension" }).fill("8123")
    await sheet.getByRole("checkbox", { name: /^Designer/ }).setChecked(true, { force: true })
    await choose(page, sheet, /Unit$/, /Fees$/)
    await sheet.getByRole("button", { name: "Save" }).click()
    await expect(sheet).toBeHidden()
    await page.reload()
    await expect(row(page, "Lee Lead")).toContainText("8123")
    await expect(row(page, "Lee Lead")).toContainText("Designer")
    await expect(row(page, "Lee Lead")).toContainText("Fees")
  })

  await test.step("a skill group with members and queues", async () => {
    await page.goto("/admin/members/skill-groups")
    await openSheet(page, "Create skill group")
    const sheet = page.getByRole("dialog")
    await sheet.getByRole("textbox", { name: "Name" }).fill("Fee desk")
    await sheet.getByRole("textbox", { name: "Key" }).fill("fee_desk")
    await sheet.getByRole("button", { name: "Create skill group" }).click()
    await expect(row(page, "Fee desk")).toContainText("fee_desk")
  })

  await test.step("an invitation is taken back", async () => {
    await page.goto("/admin/members")
    await page.getByRole("button", { name: "Invite", exact: true }).click()
    await page
      .getByRole("dialog")
      .getByRole("textbox", { name: /E-mail/ })
      .fill("late@example.com")
    await page.getByRole("button", { name: "Create the link" }).click()
    const link = await page.getByLabel("Invitation link", { exact: true }).innerText()
    await page.getByRole("button", { name: "Done" }).click()
    await page.goto("/admin/members/invitations")
    await page.getByRole("button", { name: /Revoke the invitation for: late@example.com/ }).click()
    await page.getByRole("dialog", { name: "Revoke this invitation?" }).getByRole("button", { name: "Revoke" }).click()
    await expect(page.getByText("No invitation is open")).toBeVisible()
    const stranger = await (await browser.newContext()).newPage()
    await stranger.goto(new URL(link).pathname)
    await expect(stranger.getByRole("link", { name: /sign/i }).first()).toBeVisible()
    await expect(stranger.getByLabel("Password", { exact: true })).toHaveCount(0)
  })

  await test.step("a telephone system, shown its secret once, switched off", async () => {
    await page.goto("/admin/connectors")
    await openSheet(page, "Connect")
    const sheet = page.getByRole("dialog")
    await sheet.getByRole("textbox", { name: "Name" }).fill("Main PBX")
    await sheet.getByRole("textbox", { name: "Key" }).fill("main-pbx")
    await sheet.getByRole("button", { name: "Connect" }).click()
    await expect(page.getByText(/whsec_/).first()).toBeVisible()
    await page.reload()
    await expect(page.getByText(/whsec_/)).toHaveCount(0)
    await expect(page.getByText("Main PBX").first()).toBeVisible()
  })

  await test.step("a routing rule, tried out", async () => {
    await page.goto("/admin/routing")
    await openSheet(page, "Create rule")
    const sheet = page.getByRole("dialog")
    await sheet.getByRole("textbox", { name: "Name" }).fill("Fees by intent")
    await sheet.getByRole("combobox", { name: "Intent" }).fill("fee_reduction")
    await choose(page, sheet, /Then start the flow$/, /Fee reduction/)
    await sheet.getByRole("button", { name: /Create rule|Save/ }).click()
    await expect(page.getByText("Fees by intent").first()).toBeVisible()
    await page.getByRole("main").getByRole("combobox", { name: "Intent" }).fill("fee_reduction")
    await expect(page.getByText("Fees by intent takes it")).toBeVisible()
  })

  await test.step("their own name and password", async () => {
    await page.goto("/account")
    await page.getByRole("textbox", { name: "Name" }).fill("Olga Ownersdottir")
    await page.getByRole("button", { name: "Save" }).first().click()
    await expect(page.getByRole("button", { name: /Account of Olga Ownersdottir/ })).toBeVisible()
    await page.getByLabel("Present password", { exact: true }).fill("quiet river lantern 77")
    await page.getByLabel("New password", { exact: true }).fill("louder river lantern 78")
    await page.getByRole("button", { name: "Change password" }).click()
    await expect(page.getByText(/password was changed/i).first()).toBeVisible()
  })

  await test.step("somebody who is no owner is told so", async () => {
    await lee.goto("/admin/connectors")
    await expect(lee.getByRole("heading", { level: 1 })).toBeVisible()
    await expect(lee.getByRole("button", { name: "Connect" })).toHaveCount(0)
  })
})

const openSheet = (page: Page, name: string) =>
  page.getByRole("main").getByRole("button", { name, exact: true }).first().click()
const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text })

async function choose(page: Page, within: ReturnType<Page["getByRole"]>, label: RegExp, option: string | RegExp) {
  await within.getByRole("button", { name: label }).click()
  await page.getByRole("option", { name: option }).click()
}
