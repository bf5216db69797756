import { randomUUID } from "node:crypto"
import { close } from "../core/flow/nodes/close"
import { start } from "../core/flow/nodes/start"
import { edge, node } from "../core/flow/starters/starter"
import { decide, publishFlow, startTicket, work, type Staff } from "./action-flows"
import { call } from "./api"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// A draft over past tickets, in a worker: what would have gone otherwise, and the tickets of which that is said.

test("a designer sees what a draft would have done with past tickets, opens one, and meets it when publishing", async ({
  page,
}) => {
  await signIn(page, "owner", "/flows")
  const { person } = await call(page, "query", "people", "me", undefined)
  const me: Staff["owner"] = { page, id: person.id, name: person.name }
  const name = `Back-test ${randomUUID().slice(0, 8)}`
  const ends = {
    before: node("start", "start", "Request", [0, 0], { ...start.defaults() }),
    after: node("end", "close", "End", [4, 0], { ...close.defaults() }),
  }
  const [check, second] = [work("check", "Check", [1, 0], me.id), work("second", "Second look", [2, 0], me.id)]
  const flowId = await publishFlow(me, name, {
    nodes: [ends.before, check, second, ends.after],
    edges: [edge("start", "next", "check"), edge("check", "done", "second"), edge("second", "done", "end")],
  })
  for (let count = 0; count < 3; count++) {
    const ticketId = await startTicket(page, flowId)
    await decide(me, ticketId, "done")
    if (count < 2) await decide(me, ticketId, "done")
  }
  const { draft, draftRevision: revision } = await call(page, "query", "flow", "get", { flowId })
  draft.nodes = draft.nodes.filter(({ id }) => id !== "second")
  draft.edges = [edge("start", "next", "check"), edge("check", "done", "end")]
  await call(page, "mutation", "flow", "saveDraft", { flowId, revision, draft })

  await page.goto(`/flows/${flowId}`)
  await page.getByRole("link", { name: "Back-test" }).click()
  await expect(page.getByText("This draft has not met a past ticket yet")).toBeVisible()
  await page.getByRole("button", { name: /Tickets opened in$/ }).click()
  await page.getByRole("option", { name: "the last 7 days" }).click()
  await page.getByRole("button", { name: "Start", exact: true }).click()
  await expect(page.getByRole("button", { name: /^Another way 3/ })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(/^3 tickets of the 7 days before/)).toBeVisible()
  // The one that waits for its second look would be over.
  await expect(page.getByRole("list", { name: "How they end" }).getByText("1 as it was, 0 with the draft")).toHaveCount(
    1,
  )
  await expect(page.getByRole("application").getByText("1 → 3").or(page.getByText("2 → 3"))).toBeVisible()
  await expectAccessible(page)

  // Each figure shows its tickets; each ticket opens.
  const list = page.getByRole("grid", { name: "Tickets that would have gone otherwise" })
  await expect(list.getByRole("row")).toHaveCount(4)
  await page.getByRole("button", { name: /^Another end 1/ }).focus()
  await page.keyboard.press("Enter")
  await expect(list.getByRole("row")).toHaveCount(2)
  await expect(list.getByText("After Check it went to Second look and would go to End.")).toBeVisible()
  await page.getByRole("button", { name: /^After Check 3/ }).click()
  await expect(list.getByRole("row")).toHaveCount(4)
  await list.getByRole("link").first().click()
  await expect(page).toHaveURL(/\/tickets\//)
  await page.goBack()

  // Who publishes is told; whoever changes the draft afterwards is told that it was another one.
  await page.getByRole("link", { name, exact: true }).click()
  await page.getByRole("button", { name: "Publish", exact: true }).click()
  const dialog = page.getByRole("dialog")
  await expect(dialog.getByText("Back-tested over 3 tickets: 3 would have gone otherwise.")).toBeVisible()
  await page.keyboard.press("Escape")
  const again = await call(page, "query", "flow", "get", { flowId })
  again.draft.nodes[1]!.name = "Checked"
  await call(page, "mutation", "flow", "saveDraft", { flowId, revision: again.draftRevision, draft: again.draft })
  await page.goto(`/flows/${flowId}/back-test`)
  await expect(page.getByText("The draft has been saved since.")).toBeVisible()
})
