import { randomUUID } from "node:crypto"
import { close } from "../core/flow/nodes/close"
import { start } from "../core/flow/nodes/start"
import { edge, node } from "../core/flow/starters/starter"
import { work } from "./action-flows"
import { call } from "./api"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// A form is put together, tried, given rights, published, filled in and worked with, all by the buttons people have for it.

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")

test("a form with a condition, a table and files: built, tried, published, filled in and worked with", async ({
  page,
  watch,
}) => {
  test.setTimeout(60_000)
  // The browser says so of every refusal, and a file that is not what it says is refused.
  watch.allow(/422 \(/)
  await signIn(page, "designer", "/flows")
  const { person } = await call(page, "query", "people", "me", undefined)
  const name = `Damage ${randomUUID().slice(0, 8)}`
  const input = { name, description: "", starter: null, locale: "en" as const }
  const { flowId } = await call(page, "mutation", "flow", "create", input)
  const draft = {
    nodes: [
      node("start", "start", "Report", [0, 0], { ...start.defaults() }),
      work("look", "Look", [1, 0], person.id),
      node("end", "close", "End", [2, 0], { ...close.defaults() }),
    ],
    edges: [edge("start", "next", "look"), edge("look", "done", "end")],
    fields: [],
    settings: { homeUnitId: null, administratorIds: [person.id] },
  }
  await call(page, "mutation", "flow", "saveDraft", { flowId, revision: 1, draft })
  await page.goto(`/flows/${flowId}`)
  await page.getByRole("button", { name: "Flow settings" }).click()
  await page.getByRole("button", { name: "Open the form builder" }).click()
  const builder = page.getByRole("dialog", { name: "Form builder" })
  const field = builder.getByRole("region", { name: "Field", exact: true })
  const add = async (kind: string, en: string, zh: string) => {
    await builder.getByRole("button", { name: kind, exact: true }).click()
    await field.getByRole("textbox", { name: "Name in English" }).fill(en)
    await field.getByRole("textbox", { name: "Name in Chinese" }).fill(zh)
  }
  const turnOn = async (which: { name: string; exact?: boolean }) => {
    await field.getByRole("switch", which).focus()
    await page.keyboard.press("Space")
    await expect(field.getByRole("switch", which)).toBeChecked()
  }
  await add("Yes or no", "Damaged", "是否损坏")
  await turnOn({ name: "Required", exact: true })
  await add("Long text", "What happened", "经过")
  await turnOn({ name: "Required", exact: true })
  await turnOn({ name: "Shown only when a condition holds" })
  await field.getByRole("radio", { name: "Text" }).check()
  await field.getByRole("textbox", { name: "Shown when" }).focus()
  await page.keyboard.type("damaged == true")
  await field.getByRole("textbox", { name: "Example in English" }).fill("It fell off the desk")
  await add("Whole number", "Pieces", "件数")
  await field.getByRole("textbox", { name: /^Begins with/ }).fill("1")
  await add("Table", "Parts", "配件")
  await field.getByRole("textbox", { name: "Column in English" }).fill("Part")
  await field.getByRole("textbox", { name: "Column in Chinese" }).fill("名称")
  await field.getByRole("button", { name: "Add a column" }).click()
  await field.getByRole("textbox", { name: "Column in English" }).last().fill("Cost")
  await field.getByRole("textbox", { name: "Column in Chinese" }).last().fill("费用")
  await field.getByRole("button", { name: /Kind$/ }).last().click()
  await page.getByRole("option", { name: "Amount" }).click()
  await turnOn({ name: "Add up below the table" })
  await add("Files", "Photos", "照片")

  // The preview is the form itself: what is hidden is not asked, what is wrong is said.
  const preview = builder.getByRole("region", { name: "Preview" })
  await expect(preview.getByLabel("What happened")).toHaveCount(0)
  await preview.getByRole("button", { name: "Check as if sent" }).click()
  await expect(preview.getByText("One field is not right.")).toBeVisible()
  await preview.getByRole("button", { name: /Damaged$/ }).click()
  await page.getByRole("option", { name: "Yes" }).click()
  await expect(preview.getByPlaceholder("It fell off the desk")).toBeVisible()
  await expect(preview.getByLabel("Pieces")).toHaveValue("1")
  await expectAccessible(page)

  // By keyboard: the files before the table, and back.
  const list = builder.getByRole("list", { name: "Fields of the form" })
  await list.getByRole("button", { name: "Move up" }).last().focus()
  await page.keyboard.press("Enter")
  await expect(list.getByRole("listitem").last()).toContainText("Parts")
  await builder.getByRole("button", { name: "Undo" }).click()
  await expect(list.getByRole("listitem").last()).toContainText("Photos")

  await builder.getByRole("radio", { name: "Rights" }).check()
  await builder.getByLabel("All fields at Report").selectOption("Fill in")
  await builder.getByLabel("Parts at Look").selectOption("Required here")
  await builder.getByLabel("Photos at Look").selectOption("Hidden")
  await expectAccessible(page)
  await builder.getByRole("button", { name: "Close" }).click()
  await page.getByRole("button", { name: "Publish", exact: true }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click()
  await expect(page.getByText("v1 live")).toBeVisible()

  // Filled in by hand: the condition, the sum of the table and a real file.
  await page.goto("/tickets")
  await page.getByRole("button", { name: "New ticket" }).first().click()
  const form = page.getByRole("dialog", { name: "New ticket" })
  await form.getByRole("button", { name: /Flow$/ }).click()
  await page.getByRole("option", { name }).click()
  await form.getByRole("button", { name: /Damaged$/ }).click()
  await page.getByRole("option", { name: "Yes" }).click()
  await form.getByLabel("What happened").fill("It fell")
  await expect(form.getByLabel("Pieces")).toHaveValue("1")
  await form
    .getByRole("group", { name: /^Photos/ })
    .locator("input[type=file]")
    .setInputFiles([
      { name: "broken.png", mimeType: "image/png", buffer: png },
      { name: "page.png", mimeType: "image/png", buffer: Buffer.from("<html>") },
    ])
  await expect(form.getByRole("link", { name: "broken.png" })).toBeVisible()
  await expect(form.getByRole("alert")).toContainText("page.png: Files of this kind are not taken")
  await form.getByRole("button", { name: "Start", exact: true }).click()
  await expect(form).toHaveCount(0)

  const { items } = await call(page, "query", "todo", "inbox", { view: "mine" })
  const todo = items.find((one) => one.flowName === name)!
  await page.goto(`/inbox?todo=${todo.ticketId}.${todo.todoId}`)
  const pane = page.getByRole("region", { name: "Form" })
  await expect(pane.getByText("It fell")).toBeVisible()
  await expect(page.getByText("Photos")).toHaveCount(0)
  const decide = page.getByRole("button", { name: "Done", exact: true }).last()
  // The page is drawn before it listens.
  await expect(async () => {
    await decide.click()
    await expect(page.getByText("“Parts” is required.")).toBeVisible({ timeout: 1000 })
  }).toPass()
  await page.getByRole("button", { name: /^Add a row to Parts/ }).click()
  await page.getByLabel("Part, row 1").fill("Handle")
  await page.getByLabel("Cost, row 1").fill("12.50")
  await page.getByRole("button", { name: /^Add a row to Parts/ }).click()
  await page.getByLabel("Cost, row 2").fill("7.50")
  await expect(page.getByRole("cell", { name: "20.00" })).toBeVisible()
  await decide.click()
  await page.goto(`/tickets/${todo.ticketId}`)
  await expect(page.getByRole("link", { name: "broken.png" })).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "broken.png" }).click(),
  ])
  expect(download.suggestedFilename()).toBe("broken.png")
  await expect(page.getByRole("cell", { name: "20.00" })).toBeVisible()
  await call(page, "mutation", "flow", "archive", { flowId })
})
