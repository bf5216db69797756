import { randomUUID } from "node:crypto"
import type { DraftGraph } from "../core/flow/graph"
import { approval } from "../core/flow/nodes/approval"
import { close } from "../core/flow/nodes/close"
import { start } from "../core/flow/nodes/start"
import { edge, node } from "../core/flow/starters/starter"
import { call } from "./api"
import { expect, signIn, test } from "./fixtures"

// A clock stands still while its work waits for the customer, and says why it is due when it is.

test("a todo is paused with a reason, its clock says so, and the deadline explains itself", async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, "owner", "/tickets")
  const me = await call(page, "query", "people", "me", undefined)
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name: "Paused claims",
    description: "",
    starter: null,
    locale: "en",
  })
  const draft: DraftGraph = {
    nodes: [
      node("start", "start", "Start", [0, 0], { ...start.defaults() }),
      node("check", "approval", "Check the claim", [1, 0], {
        ...approval.defaults(),
        people: { type: "named", personIds: [me.person.id] },
        sla: { targetMin: 120, calendarId: "always", tiers: [], mayPause: true },
      }),
      node("end", "close", "End", [2, 0], { ...close.defaults() }),
    ],
    edges: [edge("start", "next", "check"), edge("check", "approved", "end")],
    fields: [],
    settings: {
      homeUnitId: null,
      administratorIds: [me.person.id],
      slas: [
        {
          id: "s1",
          name: "Solved within 4 hours",
          targetMin: 240,
          calendarId: "always",
          tiers: [],
          conditions: { pause: "ticket.paused" },
        },
      ],
    },
  }
  const { revision } = await call(page, "mutation", "flow", "saveDraft", { flowId, revision: 1, draft })
  await call(page, "mutation", "flow", "publish", { flowId, revision, currentVersionId: null, message: "" })
  const { ticketId } = await call(page, "mutation", "ticket", "start", { flowId, variables: {}, key: randomUUID() })
  const { state } = await call(page, "query", "ticket", "get", { ticketId })
  const [todoId] = Object.keys(state.todos)

  await page.goto(`/inbox?todo=${ticketId}.${todoId}`)
  const pane = page.getByRole("article")
  await pane.getByRole("button", { name: "More" }).click()
  await page.getByRole("menuitem", { name: /Pause the clock/ }).click()
  const dialog = page.getByRole("dialog")
  await expect(dialog.getByRole("button", { name: "Pause", exact: true })).toBeDisabled()
  await dialog.getByRole("textbox").fill("The receipt is missing")
  await dialog.getByRole("button", { name: "Pause", exact: true }).click()
  await expect(pane.getByText("Paused", { exact: true }).first()).toBeVisible()

  await page.goto(`/tickets/${ticketId}`)
  const own = page.locator("section").filter({ has: page.getByRole("heading", { name: "Deadlines of the ticket" }) })
  await expect(own.getByText("Paused", { exact: true })).toBeVisible()
  await page.getByRole("button", { name: /Explain the deadline of .*Check the claim/ }).click()
  const sheet = page.getByRole("dialog")
  await expect(sheet.getByText("The receipt is missing")).toBeVisible()
  await expect(sheet.getByText(/2 h left/)).toBeVisible()
  await page.keyboard.press("Escape")

  await page.getByRole("button", { name: /What to do with the work of/ }).click()
  await page.getByRole("menuitem", { name: "Resume the clock" }).click()
  await expect(own.getByText("Paused", { exact: true })).toBeHidden()
})
