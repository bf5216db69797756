import { randomBytes } from "node:crypto"
import type { Locator, Page } from "@playwright/test"
import { expect, test } from "./fixtures"
import { call } from "./api"
import { recordedCall, sendSigned } from "./recorded-call"

// A stranger signs up, draws the fee reduction on an empty canvas, publishes it, connects a telephone system; a recorded
// call comes in and becomes a ticket that is approved level by level, closed, and replayed with its chain verified.

const password = "quiet river lantern 77"

test.use({ actionTimeout: 15_000 })

test("from sign-up to a replayed ticket", async ({ page }) => {
  test.setTimeout(240_000)
  const organisation = `Lantern Cards ${randomBytes(3).toString("hex")}`
  await page.goto(process.env["E2E_SIGN_UP"] ?? "/signup")
  await page.getByLabel("Organisation").fill(organisation)
  await page.getByLabel("Your name").fill("Mara Quinn")
  await page.getByLabel("E-mail").fill(`mara-${randomBytes(4).toString("hex")}@example.com`)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Create organisation" }).click()
  await expect(page.getByRole("navigation").first()).toBeVisible({ timeout: 60_000 })
  await page.waitForURL(/inbox/, { timeout: 60_000 })

  const flowId = await drawFeeReduction(page)
  await publish(page)

  // The telephone system's call comes in through the signed route; the number dialled picks the flow.
  const connector = await call(page, "mutation", "telephony", "createConnector", {
    kind: "generic",
    key: "pbx",
    name: "Recorded PBX",
    settings: {},
  })
  await call(page, "mutation", "telephony", "saveRule", {
    name: "Hotline number",
    enabled: true,
    match: { dialled: "95188" },
    whenAbandoned: false,
    flowId,
  })
  const { tenant } = await call(page, "query", "people", "me", undefined)
  await page.goto("/inbox")
  await expect(page.getByText("Nothing waits for you").first()).toBeVisible()
  const address = { tenantSlug: tenant.slug, connectorKey: "pbx", secret: connector.secret! }
  const recording = recordedCall(address)
  expect((await sendSigned(page, address, recording.ringing)).status()).toBe(202)

  // It lands in the inbox by itself, with the reason why.
  const row = page
    .getByRole("main")
    .getByText(/Supervisor approval/)
    .first()
  await expect(row).toBeVisible({ timeout: 20_000 })
  await row.click()
  await expect(page.getByText("1390001").first()).toBeVisible()
  await expect(page.getByText(/Hotline number/).first()).toBeVisible()

  // 1,500.00 is above the first limit and below the second: two approvals.
  const { items } = await call(page, "query", "todo", "inbox", { view: "mine" })
  const ticketId = items[0]!.ticketId
  await page.getByLabel("Amount").fill("1500")
  await page.getByRole("button", { name: /^Approve/ }).click()
  await expect(
    page
      .getByRole("main")
      .getByText(/Manager approval/)
      .first(),
  ).toBeVisible({ timeout: 20_000 })
  await page
    .getByRole("main")
    .getByText(/Manager approval/)
    .first()
    .click()
  await page.keyboard.press("a")
  await expect
    .poll(async () => (await call(page, "query", "ticket", "get", { ticketId })).state.status, { timeout: 20_000 })
    .toBe("closed")

  // The auditor's view: every event on the canvas, and an unbroken chain.
  await page.goto(`/tickets/${ticketId}/replay`)
  await expect(page.getByText(/chain verified/i).first()).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press("Home")
  await page.keyboard.press("ArrowRight")
  await page.keyboard.press("End")
  await expect(page.getByText(/closed/i).first()).toBeVisible()
})

async function drawFeeReduction(page: Page): Promise<string> {
  await page.goto("/flows")
  await page.getByRole("button", { name: "New flow" }).first().click()
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Fee reduction by hand")
  await page.getByRole("dialog").getByRole("button", { name: "Create flow" }).click()
  await page.waitForURL(/flows\/[0-9a-f-]{36}/)
  const flowId = /flows\/([0-9a-f-]{36})/.exec(page.url())![1]!

  const steps = page.getByRole("complementary", { name: "Steps" })
  const details = page.getByRole("region", { name: "Details" })
  await page.getByRole("button", { name: "Flow settings" }).click()
  const settings = page.getByRole("region", { name: "Flow settings" })
  await settings.getByRole("button", { name: "Add a field" }).click()
  await settings.getByRole("textbox", { name: "Name in Chinese" }).fill("金额")
  await settings.getByRole("textbox", { name: "Name in English" }).fill("Amount")
  await settings.getByRole("textbox", { name: "Key" }).fill("amount")
  await settings.getByRole("button", { name: /Type$/ }).click()
  await page.getByRole("option", { name: "Amount" }).click()
  await settings.getByText("Required", { exact: true }).click()
  await settings.getByRole("button", { name: "Close" }).click()

  await steps.getByRole("button", { name: "Start" }).click()
  await expect(details.getByRole("heading", { name: "Start" })).toBeVisible()
  await steps.getByRole("button", { name: "Approval" }).click()
  await fillApproval(page, details, "Supervisor approval", "Supervisor")
  await steps.getByRole("button", { name: "Exclusive split" }).click()
  await details.getByRole("textbox", { name: "Name" }).first().fill("Below 500?")
  // The manager is where a ticket goes when nothing else fits; small sums end here.
  await steps.getByRole("button", { name: "Approval" }).click()
  await fillApproval(page, details, "Manager approval", "Owner")
  await selectNode(page, "Below 500?")
  await steps.getByRole("region", { name: "End" }).getByRole("button", { name: "Close" }).click()
  await expect(details.getByRole("heading", { name: "Close", level: 2 })).toBeVisible()
  await selectNode(page, "Manager approval")
  await details.getByRole("button", { name: /^Approved leads to/ }).click()
  await page.getByRole("option", { name: "Close" }).click()
  await selectNode(page, "Below 500?")
  await details.getByText("Taken when no other fits").click()
  await details.getByRole("button", { name: /→ Close/ }).click()
  await setCondition(page, details, "amount < 50000")
  return flowId
}

async function fillApproval(page: Page, details: Locator, name: string, role: string) {
  await expect(details.getByRole("heading", { name: "Approval" })).toBeVisible()
  await details.getByRole("textbox", { name: "Name" }).first().fill(name)
  await details.getByRole("button", { name: /People$/ }).click()
  await page.getByRole("option", { name: "Everybody with a role" }).click()
  await details.getByRole("button", { name: /Role$/ }).last().click()
  await page.getByRole("option", { name: role }).click()
  await details.getByRole("button", { name: "Set a deadline" }).click()
  const field = details.getByRole("group", { name: "Fields to fill in" }).getByText("Amount").first()
  await field.click()
}

async function selectNode(page: Page, name: string) {
  await page
    .getByRole("application", { name: "Flow" })
    .getByRole("group", { name: new RegExp(`^${name.replace("?", "\\?")}`) })
    .click()
}

async function setCondition(page: Page, details: Locator, text: string) {
  const editor = details.getByRole("group", { name: "Taken when" })
  await editor.getByRole("textbox", { name: "Taken when" }).focus()
  await page.keyboard.press("ControlOrMeta+A")
  await page.keyboard.type(text)
  await page.keyboard.press("Escape")
  // How the editor draws spaces is its own affair.
  await expect(editor).toContainText(new RegExp(text.replaceAll(" ", "\\s*")))
}

async function publish(page: Page) {
  await expect(page.getByText(/Saved/).first()).toBeVisible()
  await page.getByRole("button", { name: "Publish", exact: true }).click()
  const dialog = page.getByRole("dialog", { name: "Publish" })
  await dialog.getByRole("textbox").fill("First version")
  await dialog.getByRole("button", { name: "Publish now" }).click()
  await expect(page.getByText(/Live as version 1|v1 live/i).first()).toBeVisible()
}
