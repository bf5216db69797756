import { expect, type Locator, type Page } from "@playwright/test"

/** Who decides above the first limit and above the second. */
type Deciders = { manager: string; head: string }

/**
 * Draws the fee reduction on an empty canvas as a designer would: supervisor, manager and department head in turn, each
 * with an hour and three warnings; below 500 the first approval ends it, up to 2,000 the second. Resolves to the flow's id.
 */
export async function drawFeeReduction(page: Page, { manager, head }: Deciders): Promise<string> {
  await page.goto("/flows")
  await page.getByRole("button", { name: "New flow" }).first().click()
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Fee reduction by hand")
  await page.getByRole("dialog").getByRole("button", { name: "Create flow" }).click()
  await page.waitForURL(/flows\/[0-9a-f-]{36}/)
  const flowId = /flows\/([0-9a-f-]{36})/.exec(page.url())![1]!
  await drawForm(page)

  const steps = page.getByRole("complementary", { name: "Steps" })
  const details = page.getByRole("region", { name: "Details" })
  const add = async (kind: string, name?: string) => {
    await steps.getByRole("button", { name: kind, exact: true }).click()
    await expect(details.getByRole("heading", { name: kind, level: 2 })).toBeVisible()
    if (name) await details.getByRole("textbox", { name: "Name" }).first().fill(name)
  }
  // Each step is added behind the one before.
  await add("Start")
  await add("Approval", "Supervisor approval")
  await choosePeople(page, details, "Everybody with a role", { role: "Supervisor" })
  // Whoever founds an organisation has every role; one supervisor is enough.
  await details.getByRole("radio", { name: "Or-sign" }).check()
  await add("Exclusive split", "Below 500?")
  await add("Approval", "Manager approval")
  await choosePeople(page, details, "Named people", { person: manager })
  await add("Exclusive split", "Up to 2,000?")
  await add("Approval", "Department head approval")
  await choosePeople(page, details, "Named people", { person: head })
  await add("Close")

  // Where nobody further has to decide: back to the same end, by menu and by hand.
  await page.getByRole("button", { name: "Tidy up" }).click()
  await addRoute(page, details, "Below 500?")
  await setCondition(page, details, "amount < 50000")
  await elseTo(details, "Manager approval")
  await addRoute(page, details, "Up to 2,000?")
  await setCondition(page, details, "amount <= 200000")
  await elseTo(details, "Department head approval")
  await expect(page.getByRole("button", { name: "Ready to publish" })).toBeVisible()
  return flowId
}

async function drawForm(page: Page) {
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
}

async function choosePeople(page: Page, details: Locator, rule: string, choice: { role?: string; person?: string }) {
  await details.getByRole("button", { name: /People$/ }).click()
  await page.getByRole("option", { name: rule }).click()
  if (choice.role) {
    await details.getByRole("button", { name: /Role$/ }).last().click()
    await page.getByRole("listbox", { name: "Role" }).getByRole("option", { name: choice.role }).click()
  }
  if (choice.person) {
    await details.getByRole("button", { name: "Add to People" }).click()
    await page.getByRole("searchbox", { name: "Find by name or unit" }).fill(choice.person)
    await page.getByRole("option", { name: choice.person }).click()
    await page.keyboard.press("Escape")
    await expect(details.getByText(choice.person)).toBeVisible()
  }
  await details.getByRole("button", { name: "Set a deadline", exact: true }).click()
  await details.getByRole("group", { name: "Fields to fill in" }).getByText("Amount").first().click()
}

const node = (page: Page, name: string) =>
  page
    .getByRole("application", { name: "Flow" })
    .getByRole("group", { name: new RegExp(`^${name.replace("?", "\\?")}`) })

async function addRoute(page: Page, details: Locator, split: string) {
  await node(page, split).click()
  await details.getByRole("button", { name: "Add a route" }).click()
  await page.getByRole("menuitem", { name: "Close", exact: true }).click()
}

/** The route to this step is taken when no other fits. */
async function elseTo(details: Locator, target: string) {
  const route = details.getByRole("button", { name: new RegExp(`→ ${target}`) })
  if ((await route.getAttribute("aria-expanded")) === "false") await route.click()
  await details.getByText("Taken when no other fits").click()
}

async function setCondition(page: Page, details: Locator, text: string) {
  const editor = details.getByRole("group", { name: "Taken when" })
  await editor.getByRole("radio", { name: "Text" }).check()
  await editor.getByRole("textbox", { name: "Taken when" }).focus()
  await page.keyboard.press("ControlOrMeta+A")
  await page.keyboard.type(text)
  await page.keyboard.press("Escape")
  // How the editor draws spaces is its own affair; that they are there is told by the route's line.
  await expect(editor).toContainText(new RegExp(text.replaceAll(" ", "\\s*")))
  await expect(details.getByTitle(text, { exact: true })).toBeVisible()
}

/** Publishes what is drawn and waits until it is live. */
export async function publish(page: Page): Promise<void> {
  await expect(page.getByText(/Saved/).first()).toBeVisible()
  await page.getByRole("button", { name: "Publish", exact: true }).click()
  const dialog = page.getByRole("dialog", { name: "Publish" })
  await dialog.getByRole("textbox").fill("First version")
  await dialog.getByRole("button", { name: "Publish now" }).click()
  await expect(page.getByText(/v1 live/i).first()).toBeVisible()
}
