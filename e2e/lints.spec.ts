import { randomUUID } from "node:crypto"
import type { Page } from "@playwright/test"
import type { DraftGraph } from "../core/flow/graph"
import { call } from "./api"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// Proof before publishing: what is wrong with a flow, where, and mended with one press.

test.use({ actionTimeout: 15_000 })

async function openDamaged(page: Page, damage: (draft: DraftGraph) => void): Promise<string> {
  await signIn(page, "designer", "/flows")
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name: `Lints ${randomUUID().slice(0, 8)}`,
    description: "",
    starter: "feeReduction",
    locale: "en",
  })
  const { draft, draftRevision } = await call(page, "query", "flow", "get", { flowId })
  damage(draft)
  await call(page, "mutation", "flow", "saveDraft", { flowId, revision: draftRevision, draft })
  await page.goto(`/flows/${flowId}`)
  return flowId
}

test("a designer mends a flow full of problems by keyboard, one press each, and takes the last one back", async ({
  page,
}) => {
  await openDamaged(page, ({ nodes, edges, fields }) => {
    const step = (name: string) => nodes.find((node) => node.name === name)!
    const sla = step("Supervisor").config["sla"] as { tiers: unknown[] }
    sla.tiers.reverse()
    step("Create ticket").config["title"] = "Fee {{ call.callr }}"
    for (const edge of edges) {
      if (edge.name === "below 500") edge.condition = "amuont < 50000"
      if (edge.name === "above 2,000") edge.fallback = false
    }
    fields.push({ ...fields[0]!, key: "spare", label: { en: "Spare", zh: "备用" }, required: false, nullable: true })
    step("Manager").name = ""
  })
  const problems = page.getByRole("region", { name: "Problems" })
  const fix = async (name: string) => {
    await problems.getByRole("button", { name }).first().focus()
    await page.keyboard.press("Enter")
  }
  await expect(page.getByRole("button", { name: /^\d+ problems$/ })).toBeVisible()

  // F8 walks: the step is chosen, its panel opens.
  await page.keyboard.press("F8")
  await expect(problems).toBeVisible()
  await expect(page.getByRole("region", { name: "Details" })).toBeVisible()
  await expect(problems.locator("[aria-current=true]")).toHaveCount(1)
  await page.keyboard.press("Shift+F8")
  await page.keyboard.press("F8")
  await problems.getByRole("button", { name: /^\d+ tips?$/ }).press("Enter")
  await expect(problems.getByText("has no name")).toBeVisible()
  await expectAccessible(page)
  await problems.getByRole("button", { name: "All", exact: true }).press("Enter")

  // The likeliest way is the button; the others are in the list beside it.
  const row = (text: RegExp) => problems.getByRole("listitem").filter({ hasText: text })
  const mend = async (text: RegExp, choice: string) => {
    const button = row(text).first().getByRole("button", { name: choice })
    await button.focus()
    await page.keyboard.press("Enter")
  }
  await mend(/Each tier must come later/, "Put the warnings into their order in time")
  await expect(row(/Each tier must come later/)).toHaveCount(0)
  await mend(/no variable “call.callr”/, "Write {{ call.caller }}")
  await expect(row(/call\.callr/)).toHaveCount(0)
  await fix("Write amount")
  await expect(row(/amuont/)).toHaveCount(0)
  await mend(/has no fallback route/, "Make the route to “Head of department” the fallback")
  await expect(row(/fallback/)).toHaveCount(0)
  await expect(page.getByRole("button", { name: /Ready to publish/ })).toBeVisible()

  await row(/has no name/)
    .getByRole("button", { name: "Other ways to fix it" })
    .press("Enter")
  await page.getByRole("menuitem", { name: "Call it “审批”" }).press("Escape")
  await mend(/has no name/, "Call it “Approval”")
  await fix("Remove the field “Spare”")
  await expect(problems.getByText("Everything is in order.")).toBeVisible()
  await page
    .getByRole("application", { name: "Flow" })
    .getByRole("group", { name: /^Approval/ })
    .focus()
  await page.keyboard.press("Control+z")
  await expect(problems.getByText("No step uses the field “Spare”.")).toBeVisible()
})

test("a problem of a text opens it at the very characters, and typing there mends it", async ({ page }) => {
  await openDamaged(page, ({ nodes, edges }) => {
    nodes.find((node) => node.name === "Create ticket")!.config["title"] = "Fee {{ call.callr }} again"
    for (const edge of edges) if (edge.name === "below 500") edge.condition = "amount < 50000 && amuont > 3"
  })
  await expect(page.getByRole("button", { name: /^2 problems$/ })).toBeVisible()
  await page.keyboard.press("F8")
  const title = page.getByRole("textbox", { name: "Title" })
  await expect(title).toBeFocused()
  await page.keyboard.type("{{ call.caller }}")
  await expect(title).toHaveValue("Fee {{ call.caller }} again")
  await expect(page.getByRole("button", { name: /^1 problem$/ })).toBeVisible()

  await page.keyboard.press("F8")
  const details = page.getByRole("region", { name: "Details" })
  const condition = details.getByRole("textbox", { name: "Taken when" })
  await expect(condition).toBeFocused()
  await page.keyboard.type("amount")
  await expect(details.getByTitle("amount < 50000 && amount > 3", { exact: true })).toBeVisible()
  await expect(page.getByRole("button", { name: /Ready to publish/ })).toBeVisible()
})

test("a designer tries a condition on values, and sees which rows hold and which route is taken", async ({ page }) => {
  const flowId = await openDamaged(page, ({ edges }) => {
    for (const edge of edges) {
      if (edge.name === "below 500") edge.condition = 'amount < 50000 && reason in ["hardship", "serviceFault"]'
    }
  })
  const { draftRevision: revision } = await call(page, "query", "flow", "get", { flowId })
  await call(page, "mutation", "flow", "publish", { flowId, revision, currentVersionId: null, message: "" })
  const variables = { amount: 12_300, reason: "loyalty" }
  await call(page, "mutation", "ticket", "start", { flowId, variables, key: randomUUID() })
  const canvas = page.getByRole("application", { name: "Flow" })
  await canvas.getByRole("group", { name: /^Below 500\?/ }).click()
  const details = page.getByRole("region", { name: "Details" })
  await details.getByRole("button", { name: /^below 500/ }).click()
  await details.getByRole("button", { name: "Try the condition" }).focus()
  await page.keyboard.press("Enter")

  // It begins with a case that holds; the rows say so each.
  await expect(details.getByText("The ticket takes this route: “below 500”.")).toBeVisible()
  await expect(details.getByText("Holds", { exact: true })).toHaveCount(3)
  const amount = details.getByRole("textbox", { name: /^Amount to waive/ })
  await amount.fill("600")
  await expect(details.getByText("The ticket takes “500 and more”, not this route.")).toBeVisible()
  await expect(details.getByText("Does not hold", { exact: true })).toHaveCount(2)
  await amount.fill("a lot")
  await expect(details.getByText("Cannot be worked out", { exact: true }).first()).toBeVisible()
  await details.getByRole("button", { name: "A case that holds" }).press("Enter")
  await expect(details.getByText("The ticket takes this route: “below 500”.")).toBeVisible()
  await details.getByRole("button", { name: "A case that does not" }).press("Enter")
  await expect(details.getByText("The ticket takes “500 and more”, not this route.")).toBeVisible()
  await details.getByRole("button", { name: "A recent ticket" }).press("Enter")
  await page.getByRole("menuitem", { name: /^#\d+/ }).press("Enter")
  await expect(amount).toHaveValue("123.00")
  await expect(details.getByText("The ticket takes “500 and more”, not this route.")).toBeVisible()
  await expectAccessible(page)
})
