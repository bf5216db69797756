import { randomUUID } from "node:crypto"
import type { Page } from "@playwright/test"
import { nodeKinds } from "../core/flow/nodes/kinds"
import { edge, node } from "../core/flow/starters/starter"
import { call } from "./api"
import { expect, expectAccessibleInBothLooks as look, signIn, test } from "./fixtures"

// Every panel, dialog, menu and page of the designer, light and dark, for whoever cannot see or point. What journeys check on
// their way, in one of the two, is looked at here in both.

const panel = "[data-panel]"
const details = (page: Page) => page.getByRole("region", { name: "Details" })
const step = (page: Page, name: RegExp) => page.getByRole("application", { name: "Flow" }).getByRole("group", { name })

async function openFlow(page: Page, name: string): Promise<string> {
  await signIn(page, "designer", "/flows")
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name: `${name} ${randomUUID().slice(0, 8)}`,
    description: "",
    starter: "feeReduction",
    locale: "en",
  })
  await page.goto(`/flows/${flowId}`)
  await expect(page.locator(".react-flow__node").first()).toBeVisible()
  return flowId
}

test("the canvas and every panel beside it", async ({ page }) => {
  test.setTimeout(90_000)
  await openFlow(page, "Panels")
  await look(page, "the designer with its palette")

  await step(page, /^Below 500\?/).click()
  await details(page)
    .getByRole("button", { name: /below 500/ })
    .click()
  await expect(
    details(page)
      .getByText(/is taken\.$/)
      .first(),
  ).toBeVisible()
  await look(page, "a split: routes, a condition by rows, what is proven")
  const condition = details(page).getByRole("group", { name: "Taken when" })
  await condition.getByRole("button", { name: "Values" }).click()
  await look(page, "the values a condition may look at")
  await page.keyboard.press("Escape")
  await condition.getByRole("radio", { name: "Text" }).check()
  await condition.getByRole("textbox", { name: "Taken when" }).focus()
  await page.keyboard.press("ControlOrMeta+End")
  await page.keyboard.type(" && amuont > 100")
  await expect(condition.getByRole("button", { name: "Replace with amount" })).toBeVisible()
  await look(page, "a condition as text, with a problem")
  await condition.getByRole("button", { name: "Replace with amount" }).click()
  await details(page).getByRole("button", { name: "Close" }).click()

  await page.locator(".react-flow__edge-interaction").first().dispatchEvent("click")
  await expect(details(page)).toBeVisible()
  await look(page, "a route", panel)
  await page.keyboard.press("ControlOrMeta+a")
  await look(page, "several things chosen")

  await page.getByRole("button", { name: "Flow settings" }).click()
  const tabs = page.locator(panel).getByRole("tab")
  await expect(tabs).toHaveCount(4)
  for (const tab of await tabs.all()) {
    await tab.click()
    await expect(page.locator(panel).getByRole("tabpanel")).toBeVisible()
    await look(page, `the flow’s own panel, ${await tab.innerText()}`, panel)
  }
  await tabs.first().click()
  await page.getByRole("button", { name: "Open the form builder" }).click()
  const builder = page.getByRole("dialog", { name: "Form builder" })
  await builder.getByRole("list", { name: "Fields of the form" }).getByRole("button").first().click()
  await look(page, "the form builder")
  await builder.getByRole("radio", { name: "Rights" }).check()
  await look(page, "the rights of fields at steps")
  await builder.getByRole("button", { name: "Close" }).click()

  await page.getByRole("button", { name: "Comments", exact: true }).click()
  await page.getByRole("region", { name: "Comments" }).getByRole("textbox", { name: "Comment" }).fill("Why two looks?")
  await page.getByRole("region", { name: "Comments" }).getByRole("button", { name: "Send" }).click()
  await expect(page.getByRole("region", { name: "Comments" }).getByRole("article")).toBeVisible()
  await look(page, "what people say about the flow")
})

test("a step of every kind, and what menus and dialogs open", async ({ page }) => {
  test.setTimeout(90_000)
  const flowId = await openFlow(page, "Dialogs")
  const { draft, draftRevision } = await call(page, "query", "flow", "get", { flowId })
  const all = nodeKinds.filter(({ kind }) => !["start", "close"].includes(kind))
  const steps = all.map(({ kind, defaults }, index) =>
    node(`k${index}`, kind, `Kind ${index}`, [index % 5, 1 + Math.floor(index / 5)], { ...(defaults() as object) }),
  )
  const ends = draft.nodes.filter(({ kind }) => kind === "start" || kind === "close")
  const graph = { ...draft, nodes: [...ends, ...steps], edges: [edge("start", "next", "k0")] }
  await call(page, "mutation", "flow", "saveDraft", { flowId, revision: draftRevision, draft: graph })
  await page.reload()
  await page.getByRole("button", { name: /^\d+ problems$/ }).click()
  await expect(page.getByRole("region", { name: "Problems" })).toBeVisible()
  await look(page, "what keeps a flow from being published")
  await page.getByRole("region", { name: "Problems" }).getByRole("button").first().click()
  for (const [index, { kind }] of all.entries()) {
    // A card may lie under the map; which is pressed how is another test's matter.
    await page.locator(`.react-flow__node[data-id=k${index}]`).dispatchEvent("click")
    await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(`Kind ${index}`)
    await look(page, `the details of ${kind}`, panel)
  }

  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Files" }).click()
  await look(page, "the menu of files")
  await page.getByRole("menuitem", { name: /Replace/ }).click()
  await expect(page.getByRole("dialog", { name: "Replace by a file" })).toBeVisible()
  await look(page, "taking a flow from a file")
  await page.keyboard.press("Escape")
  await page.locator(".react-flow__node[data-id=k0]").click({ button: "right" })
  await look(page, "the menu of a step")
  await page.keyboard.press("Escape")
  await page.keyboard.press("?")
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible()
  await look(page, "the sheet of shortcuts")
  await page.keyboard.press("Escape")
  await page.keyboard.press("ControlOrMeta+k")
  await expect(page.getByRole("dialog", { name: "Search and commands" })).toBeVisible()
  await look(page, "the palette of commands")
})

test("publishing, and the pages about a flow", async ({ page }) => {
  test.setTimeout(90_000)
  const flowId = await openFlow(page, "Pages")
  await page.getByRole("button", { name: "Publish", exact: true }).click()
  await expect(page.getByRole("dialog").getByText("No tests are kept for this flow.")).toBeVisible()
  await look(page, "publishing for the first time")
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Publish/ })
    .click()
  await expect(page.getByText("v1 live")).toBeVisible()
  await step(page, /^Supervisor/).click()
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Team lead")
  await page.getByRole("button", { name: "Publish", exact: true }).click()
  await expect(
    page
      .getByRole("dialog")
      .getByText(/Team lead/)
      .first(),
  ).toBeVisible()
  await look(page, "publishing what has changed")
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Publish/ })
    .last()
    .click()
  await expect(page.getByText("v2 live")).toBeVisible()

  for (const address of ["dry-run", "back-test", "versions", "compare", "layers", "versions/migrate"]) {
    await page.goto(`/flows/${flowId}/${address}`)
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible()
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0)
    await look(page, address)
  }
  await page.goto("/flows")
  await page.getByRole("button", { name: "New flow" }).first().click()
  await expect(page.getByRole("dialog").getByRole("radio").first()).toBeVisible()
  await look(page, "the gallery")
  await page.keyboard.press("Escape")
  for (const address of ["/flows", "/admin/kinds", "/admin/kinds/new"]) {
    await page.goto(address)
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible()
    await look(page, address)
  }
  await call(page, "mutation", "flow", "archive", { flowId })
})
