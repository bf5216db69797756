import { randomUUID } from "node:crypto"
import { call } from "./api"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// A condition by rows and as text: the same words with two faces.

test("a designer changes a condition by rows and as text, and neither loses what the other said", async ({ page }) => {
  await signIn(page, "designer", "/flows")
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name: `Conditions ${randomUUID().slice(0, 8)}`,
    description: "",
    starter: "feeReduction",
    locale: "en",
  })
  await page.goto(`/flows/${flowId}`)
  const canvas = page.getByRole("application", { name: "Flow" })
  await canvas.getByRole("group", { name: /^Below 500\?/ }).click()
  const details = page.getByRole("region", { name: "Details" })
  const route = details.getByRole("button", { name: /below 500/ })
  await route.click()
  const condition = details.getByRole("group", { name: "Taken when" })

  // By rows, amounts are what people write, not minor units.
  await expect(condition.getByRole("button", { name: /Amount to waive/ })).toBeVisible()
  const value = condition.getByRole("textbox", { name: "Compared with" })
  await expect(value).toHaveValue("500.00")
  await value.fill("300")
  await page.keyboard.press("Tab")
  await expect(route).toContainText("Amount to waive is less than 300.00")
  const source = (text: string) => details.getByTitle(text, { exact: true })
  await expect(source("amount < 30000")).toBeVisible()

  // A second row by keyboard, about something chosen by its name in either language.
  await condition.getByRole("button", { name: "Add", exact: true }).focus()
  await page.keyboard.press("Enter")
  await page.getByRole("menuitem", { name: "Row", exact: true }).press("Enter")
  await expect(condition.getByRole("button", { name: /Which rows must hold$/ })).toContainText("All of these")
  await condition
    .getByRole("button", { name: /Value to look at/ })
    .last()
    .click()
  await page.getByRole("searchbox", { name: "Find a value" }).fill("减免原因")
  await page.keyboard.press("Enter")
  await condition
    .getByRole("button", { name: /Comparison$/ })
    .last()
    .click()
  await page.getByRole("option", { name: "is one of" }).click()
  await condition.getByRole("button", { name: "Add a value" }).click()
  await expect(route).toContainText("and Reason is one of Customer in hardship, Our mistake")
  await expect(source('amount < 30000 && reason in ["hardship", "serviceFault"]')).toBeVisible()
  await expectAccessible(page)

  // What the routes leave open is proven, with a case that shows it.
  await expect(details.getByText(/no condition holds, so “.+” is taken\.$/).first()).toBeVisible()

  // As text: proposals, and what nobody can mean is said with what was meant.
  await condition.getByRole("radio", { name: "Text" }).check()
  const text = condition.getByRole("textbox", { name: "Taken when" })
  await text.focus()
  await page.keyboard.press("ControlOrMeta+End")
  await page.keyboard.type(" && amuont > 100")
  await condition.getByRole("button", { name: "Replace with amount" }).click()
  await expect(route).toContainText("and Amount to waive is greater than 1.00")
  await text.focus()
  await page.keyboard.press("ControlOrMeta+End")
  await page.keyboard.type(" && ticket.")
  await expect(
    page.getByRole("listbox", { name: /Suggest/i }).getByRole("listitem", { name: /Ticket title/ }),
  ).toBeVisible()
  await page.keyboard.press("Escape")
  await page.keyboard.type("title.size() > 3")
  await condition.locator(".view-line").getByText("reason").hover()
  await expect(page.getByRole("tooltip").getByText("Reason").first()).toBeVisible()

  // What rows cannot show stands among them in its own words, and back to text nothing is lost.
  await page.mouse.move(5, 5)
  await expect(page.getByRole("tooltip").getByText("Reason")).toHaveCount(0)
  await condition.getByRole("radio", { name: "Rows" }).check()
  await expect(condition.getByRole("button", { name: /^ticket\.title\.size\(\) > 3/ })).toBeVisible()
  await condition.getByRole("button", { name: "Values" }).click()
  await page.getByRole("dialog", { name: "Values" }).getByRole("searchbox").fill("贵")
  await expect(page.getByText("There is no value of this name.")).toBeVisible()
  await page.getByRole("dialog", { name: "Values" }).getByRole("searchbox").fill("intent")
  await page
    .getByRole("dialog", { name: "Values" })
    .getByRole("button", { name: /call\.intent/ })
    .click()
  await expect(route).toContainText(/ticket\.title\.size\(\) > 3 and .*is “”/)
  await condition.getByRole("button", { name: "Remove this row" }).last().click()
  await condition.getByRole("radio", { name: "Text" }).check()
  const all = 'amount < 30000 && reason in ["hardship", "serviceFault"] && amount > 100 && (ticket.title.size() > 3)'
  await expect(source(all)).toBeVisible()

  // One gesture at a time is taken back.
  await details.getByRole("button", { name: "Close" }).click()
  for (let steps = 0; steps < 40; steps++) {
    const undo = page.getByRole("button", { name: "Undo" })
    if (await undo.isDisabled()) break
    await undo.click()
  }
  await expect(page.getByText(/Saved/).first()).toBeVisible()
})
