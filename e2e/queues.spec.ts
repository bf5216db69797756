import { randomBytes, randomUUID } from "node:crypto"
import type { Locator, Page } from "@playwright/test"
import { close } from "../core/flow/nodes/close"
import { handle } from "../core/flow/nodes/handle"
import { start } from "../core/flow/nodes/start"
import { edge, node } from "../core/flow/starters/starter"
import { publishFlow, startTicket } from "./action-flows"
import { call } from "./api"
import { expect, expectAccessible, test } from "./fixtures"
import { inviteMember, signUp } from "./organisation"

// Work that waits in a group's queue: claimed by one, lost by another, put back, given out by who answers for it.

test.use({ actionTimeout: 15_000 })

/** Presses a button until what it does is there: a todo that has just appeared takes no orders for a moment. */
async function press(page: Page, button: RegExp, done: Locator): Promise<void> {
  await expect(async () => {
    if (!(await done.isVisible())) await page.getByRole("button", { name: button }).click({ timeout: 1000 })
    await expect(done).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 20_000, intervals: [200] })
}

const me = async (page: Page) => {
  const { person } = await call(page, "query", "people", "me", undefined)
  return { page, id: person.id, name: person.name }
}

test("agents claim from their group's queue, one at a time, and put back what is not theirs", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  await signUp(page, "Olga Owner", `Queues ${randomBytes(3).toString("hex")}`)
  const ada = await inviteMember(page, browser, "Ada Agent", "Agent")
  const bo = await inviteMember(page, browser, "Bo Agent", "Agent")
  const owner = await me(page)
  const { id: skillGroupId } = await call(page, "mutation", "people", "createSkillGroup", {
    key: "cards",
    name: "Cards",
    vendorIds: [],
    personIds: [(await me(ada)).id, (await me(bo)).id],
  })
  const flowId = await publishFlow(owner, "Card request", {
    nodes: [
      node("start", "start", "Request", [0, 0], { ...start.defaults() }),
      node("work", "handle", "Answer", [1, 0], {
        ...handle.defaults(),
        people: { type: "skillGroup", skillGroupId, onlineOnly: false },
        distribution: "queue",
      }),
      node("end", "close", "End", [2, 0], { ...close.defaults() }),
    ],
    edges: [edge("start", "next", "work"), edge("work", "done", "end")],
  })
  const todos = (who: Page) => who.getByRole("link", { name: /Card request/ })
  const queueView = (who: Page) =>
    who.getByRole("navigation", { name: "Views" }).getByRole("link", { name: /Group queues/ })

  await test.step("an empty queue says what will be there", async () => {
    await ada.goto("/inbox?view=queues")
    await expect(ada.getByText("No queue has anything waiting")).toBeVisible()
    await expectAccessible(ada)
  })

  await test.step("what comes in is counted by itself, for every member", async () => {
    await bo.goto("/inbox?view=queues")
    // What happens before a page listens it has not read and is not told of.
    await startTicket(page, flowId)
    await expect(queueView(ada)).toHaveText(/1$/)
    await expect(todos(bo)).toHaveCount(1)
    await expect(bo.getByText("in the queue of “Cards”")).toBeVisible()
    await expect(bo.getByText("Nobody has it yet. Claim it to work on it.")).toBeVisible()
    await expectAccessible(bo)
  })

  await test.step("two reach for it at once: one has it, the other is told who", async () => {
    // Bo's page does not hear of it before he presses the key.
    await bo.context().route("**/api/feed**", (route) => route.abort())
    await bo.reload()
    await expect(bo.getByRole("button", { name: /^Claim/ })).toBeVisible()
    await todos(ada).first().click()
    await expect(ada.getByRole("button", { name: /^Claim/ })).toBeVisible()
    await expect(async () => {
      await ada.keyboard.press("l")
      await expect(ada.getByText(/^Yours now: /).first()).toBeVisible({ timeout: 500 })
    }).toPass({ intervals: [400] })
    await expect(ada).toHaveURL(/\/inbox\?todo=/)
    await expect(ada.getByRole("button", { name: /^Done/ })).toBeEnabled()
    await press(bo, /^Claim/, bo.getByRole("alert").getByText("Ada Agent has claimed it already."))
    await expect(bo.getByText("Only Ada Agent can decide this.")).toBeVisible()
    await expectAccessible(bo)
  })

  await test.step("back to the queue, by key; the other claims it and finishes it", async () => {
    await ada.getByLabel("Comment").fill("not a card")
    await ada.keyboard.press("Escape")
    await ada.keyboard.press("u")
    await expect(ada.getByText(/^Back in the queue: /).first()).toBeVisible()
    await expect(queueView(ada)).toHaveText(/1$/)
    await bo.goto("/inbox?view=queues")
    await expect(bo.getByText("not a card")).toBeVisible()
    await press(bo, /^Claim/, bo.getByText(/^Yours now: /).first())
    await press(bo, /^Done/, bo.getByText(/^Done: #/).first())
  })

  await test.step("who answers for the work hands it out of the queue", async () => {
    await startTicket(page, flowId)
    await page.goto("/inbox?view=queues")
    await expect(page.getByText("It waits in the queue of “Cards”; only members can claim it.")).toBeVisible()
    const { items } = await call(page, "query", "todo", "inbox", { view: "queues" })
    const [{ ticketId, todoId }] = items as [(typeof items)[number]]
    const toId = (await me(ada)).id
    await call(page, "mutation", "todo", "transfer", { ticketId, todoId, toId, comment: "", key: randomUUID() })
    await ada.goto("/inbox")
    await expect(todos(ada)).toHaveCount(1)
    await ada.goto(`/tickets/${ticketId}`)
    await expect(ada.getByText("gave “Answer” from the queue to Ada Agent").first()).toBeVisible()
  })

  await test.step("the designer tells whom a step would reach", async () => {
    await page.goto(`/flows/${flowId}`)
    await page
      .getByRole("group", { name: /^Answer/ })
      .or(page.getByRole("button", { name: /^Answer/ }))
      .first()
      .click()
    await page.getByRole("button", { name: "Try it" }).click()
    const reached = page.getByRole("list", { name: "People" })
    await expect(reached.getByRole("listitem")).toHaveCount(2)
    await expect(reached.getByRole("listitem").filter({ hasText: "Ada Agent" })).toContainText("member of Cards")
    await expect(reached.getByRole("listitem").filter({ hasText: "Ada Agent" })).toContainText("1 open")
    await expectAccessible(page)
  })
})
