import type { Browser, Page } from "@playwright/test"
import { close } from "../core/flow/nodes/close"
import { start } from "../core/flow/nodes/start"
import { edge, node } from "../core/flow/starters/starter"
import { publishFlow, work } from "./action-flows"
import { call } from "./api"
import { expect, expectAccessible, expectAccessibleInBothLooks as look, signIn, test } from "./fixtures"

// Two people on one draft: they see each other, each other's saved work appears, what both changed is asked about, and what
// they say about a step reaches who is mentioned.

/** A flow with two steps, open in the owner's page and in a designer's. */
async function twoPages(page: Page, browser: Browser, name: string) {
  await signIn(page, "owner", "/flows")
  const { person } = await call(page, "query", "people", "me", undefined)
  const flowId = await publishFlow({ page, id: person.id, name: person.name }, name, {
    nodes: [
      node("start", "start", "Request", [0, 0], { ...start.defaults() }),
      work("first", "First look", [1, 0], person.id),
      work("second", "Second look", [2, 0], person.id),
      node("end", "close", "End", [3, 0], { ...close.defaults() }),
    ],
    edges: [edge("start", "next", "first"), edge("first", "done", "second"), edge("second", "done", "end")],
  })
  const context = await browser.newContext()
  const theirs = await context.newPage()
  await signIn(theirs, "designer", `/flows/${flowId}`)
  await page.goto(`/flows/${flowId}`)
  const me = await call(theirs, "query", "people", "me", undefined)
  return { flowId, theirs, context, owner: person.name, designer: me.person.name }
}

const step = (page: Page, name: string) => page.locator(".react-flow__node").filter({ hasText: name })
const nameField = (page: Page) => page.getByRole("textbox", { name: "Name", exact: true })

test("two people on one draft see each other, and what each saves appears with the other", async ({
  page,
  browser,
}) => {
  const { theirs, context, owner, designer } = await twoPages(page, browser, "Shared draft")
  await expect(page.getByRole("button", { name: `Also here: ${designer}` })).toBeVisible()
  await expect(theirs.getByRole("button", { name: `Also here: ${owner}` })).toBeVisible()

  await step(theirs, "Second look").click()
  await expect(step(page, "Second look").getByText(designer)).toBeVisible()
  await look(page, "another person on the canvas")

  await step(page, "First look").click()
  await nameField(page).fill("First check")
  await nameField(theirs).fill("Second check")
  await expect(step(theirs, "First check")).toBeVisible()
  await expect(step(page, "Second check")).toBeVisible()
  // Both kept, on both pages; what was chosen stays chosen, and undo takes back only what is one's own.
  await expect(nameField(page)).toHaveValue("First check")
  await page.getByRole("button", { name: /^Undo/ }).click()
  await expect(step(page, "First look")).toBeVisible()
  await expect(step(page, "Second check")).toBeVisible()

  await theirs.getByRole("link", { name: "All flows" }).click()
  await expect(page.getByRole("button", { name: /^Also here/ })).toHaveCount(0)
  await context.close()
})

test("a step that two people changed differently is asked about, and what was chosen is saved", async ({
  page,
  browser,
}) => {
  const { flowId, theirs, context, designer } = await twoPages(page, browser, "Contested draft")
  await step(page, "First look").click()
  await context.setOffline(true)
  await step(theirs, "First look").click()
  await nameField(theirs).fill("Their look")
  await nameField(page).fill("My look")
  await expect(page.getByText("Saved")).toBeVisible()
  const saved = () => call(page, "query", "flow", "get", { flowId })
  await expect.poll(async () => (await saved()).draft.nodes.some(({ name }) => name === "My look")).toBe(true)
  await context.setOffline(false)
  expect(designer).not.toBe("")

  const dialog = theirs.getByRole("dialog")
  const question = dialog.getByRole("group", { name: /^Step/ })
  await expect(question).toBeVisible()
  await expect(question).toContainText("My look")
  await look(theirs, "two who changed one step")
  await question.getByText("Yours").click()
  await dialog.getByRole("button", { name: "Combine both" }).click()
  await expect(step(page, "Their look")).toBeVisible()
  expect((await saved()).draft.nodes.map(({ name }) => name)).toContain("Their look")
  await context.close()
})

test("a comment on a step reaches who is mentioned, is answered live, and is resolved", async ({ page, browser }) => {
  const { theirs, context, designer } = await twoPages(page, browser, "Discussed draft")
  await step(page, "First look").click()
  await page.getByRole("button", { name: "Comments", exact: true }).click()
  const panel = page.getByRole("region", { name: "Comments" })
  await panel.getByRole("textbox", { name: "Comment" }).fill("Why two looks?")
  await panel.getByRole("button", { name: "Tell" }).click()
  await page.getByRole("option", { name: designer }).click()
  await panel.getByRole("button", { name: "Send" }).click()

  await expect(step(theirs, "First look").getByRole("button", { name: "1 comment on First look" })).toBeVisible()
  await expect(theirs.getByText("You were mentioned in Discussed draft").first()).toBeVisible()
  await step(theirs, "First look").getByRole("button", { name: "1 comment on First look" }).click()
  const answer = theirs.getByRole("region", { name: "Comments" })
  await answer.getByRole("button", { name: "Reply" }).click()
  await answer.getByRole("textbox", { name: "Reply" }).fill("Four eyes.")
  await answer.getByRole("article").getByRole("button", { name: "Send" }).click()
  await expect(panel.getByText("Four eyes.")).toBeVisible()
  await expectAccessible(page)
  await panel.getByRole("button", { name: "Resolve", exact: true }).click()
  await expect(step(theirs, "First look").getByRole("button", { name: /comment/ })).toHaveCount(0)
  await context.close()
})
