import { randomUUID } from "node:crypto"
import type { Page } from "@playwright/test"
import { close } from "../core/flow/nodes/close"
import { start } from "../core/flow/nodes/start"
import { edge, node } from "../core/flow/starters/starter"
import { publishFlow, startTicket, work } from "./action-flows"
import { call } from "./api"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// Two people publish, tickets run: one publication wins, and a running ticket stays on the version it was opened with, until
// somebody moves it. Which versions new tickets use is said on the versions page.

test("a publication changes the next ticket and leaves the running one on its version", async ({ page }) => {
  await signIn(page, "owner", "/flows")
  const { items } = await call(page, "query", "flow", "list", undefined)
  const fee = items.find((flow) => /fee|减免/i.test(flow.name))!
  const before = await call(page, "query", "flow", "get", { flowId: fee.id })
  const start = () =>
    call(page, "mutation", "ticket", "start", {
      flowId: fee.id,
      variables: { amount: 400_000, reason: "loyalty" },
      key: randomUUID(),
    })
  const running = await start()

  const draft = structuredClone(before.draft)
  const approval = draft.nodes.find((node) => node.kind === "approval")!
  approval.name = "Second look"
  const saved = await call(page, "mutation", "flow", "saveDraft", {
    flowId: fee.id,
    revision: before.draftRevision,
    draft,
  })
  const publication = {
    flowId: fee.id,
    revision: saved.revision,
    currentVersionId: before.current!.id,
    message: "renamed",
  }
  const published = await call(page, "mutation", "flow", "publish", publication)
  expect(published.number).toBe(before.current!.number + 1)
  // Whoever still looks at the old version is told, and nothing is published over the other.
  const late = await page.request.post("/api/trpc/flow.publish", {
    headers: {
      origin: new URL(page.url()).origin,
      "sec-fetch-site": "same-origin",
      "content-type": "application/json",
    },
    data: { json: publication },
  })
  expect(late.status()).toBe(409)

  const next = await start()
  const [old, fresh] = await Promise.all([
    call(page, "query", "ticket", "get", { ticketId: running.ticketId }),
    call(page, "query", "ticket", "get", { ticketId: next.ticketId }),
  ])
  expect(old.flow.versionNumber).toBe(before.current!.number)
  expect(fresh.flow.versionNumber).toBe(published.number)

  await page.goto(`/tickets/${running.ticketId}`)
  await expect(page.getByText("Second look")).toHaveCount(0)
  await page.goto(`/tickets/${next.ticketId}`)
  await expect(page.getByText("Second look").first()).toBeVisible()
})

/** A flow of its own, with one person at work, and a second version in which the step was drawn anew. */
async function twoVersions(page: Page, name: string) {
  await signIn(page, "owner", "/flows")
  const { person } = await call(page, "query", "people", "me", undefined)
  const flowId = await publishFlow({ page, id: person.id, name: person.name }, name, {
    nodes: [
      node("start", "start", "Request", [0, 0], { ...start.defaults() }),
      work("first", "First look", [1, 0], person.id),
      node("end", "close", "End", [2, 0], { ...close.defaults() }),
    ],
    edges: [edge("start", "next", "first"), edge("first", "done", "end")],
  })
  const running = await startTicket(page, flowId)
  const before = await call(page, "query", "flow", "get", { flowId })
  const draft = structuredClone(before.draft)
  const again = (id: string) => (id === "first" ? "again" : id)
  for (const one of draft.nodes) if (one.id === "first") Object.assign(one, { id: "again", name: "Second look" })
  for (const one of draft.edges) Object.assign(one, { source: again(one.source), target: again(one.target) })
  const { revision } = await call(page, "mutation", "flow", "saveDraft", {
    flowId,
    revision: before.draftRevision,
    draft,
  })
  await call(page, "mutation", "flow", "publish", {
    flowId,
    revision,
    currentVersionId: before.current!.id,
    message: "drawn anew",
  })
  return { flowId, running, firstId: before.current!.id }
}

const version = (page: Page, number: number) =>
  page.getByRole("navigation", { name: "Published versions" }).getByRole("button", { name: `Version ${number}` })

test("new tickets are given to a version in part, to all, and to none, each said before and done by keyboard", async ({
  page,
  watch,
}) => {
  // Somebody is faster once.
  watch.allow(/409/)
  const { flowId } = await twoVersions(page, "Releases")
  await page.goto(`/flows/${flowId}/versions`)
  await expect(version(page, 2)).toContainText("Live")
  await expectAccessible(page)

  await version(page, 1).press("Enter")
  await page.getByRole("button", { name: "Try with a part…" }).press("Enter")
  const ramp = page.getByRole("dialog", { name: "Try version 1 with a part of the new tickets" })
  await expect(ramp).toContainText("the others version 2")
  await ramp.getByRole("textbox", { name: "Share in percent" }).fill("100")
  await expect(ramp.getByRole("button", { name: "Start the ramp" })).toBeDisabled()
  await ramp.getByRole("textbox", { name: "Share in percent" }).fill("25")
  await ramp.getByRole("slider", { name: "Share of the new tickets" }).press("ArrowRight")
  await expectAccessible(page)
  await ramp.getByRole("button", { name: "Start the ramp" }).press("Enter")
  await expect(page.getByText("26 % of the new tickets use version 1")).toBeVisible()
  await expect(version(page, 1)).toContainText("26 %")
  expect((await call(page, "query", "flow", "versions", { flowId })).release.candidatePercent).toBe(26)

  // Publishing while a ramp is on says what becomes of it, and is no conflict.
  const flow = await call(page, "query", "flow", "get", { flowId })
  const draft = structuredClone(flow.draft)
  draft.nodes.find(({ id }) => id === "end")!.name = "The end"
  await call(page, "mutation", "flow", "saveDraft", { flowId, revision: flow.draftRevision, draft })
  await page.goto(`/flows/${flowId}`)
  await page.getByRole("button", { name: "Publish", exact: true }).click()
  const publish = page.getByRole("dialog", { name: "Publish version 3" })
  await expect(publish).toContainText("The ramp of version 1 ends.")
  await publish.getByRole("radio", { name: /A part of them/ }).check()
  await publish.getByRole("textbox", { name: "Share in percent" }).fill("5")
  await publish.getByRole("button", { name: "Publish now" }).click()
  await expect(page.getByText("5 % of the new tickets use version 3")).toBeVisible()

  await page.goto(`/flows/${flowId}/versions`)
  await version(page, 3).click()
  await page.getByRole("button", { name: "Stop the ramp" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Stop the ramp" }).click()
  await expect(page.getByText("The ramp of version 3 has ended")).toBeVisible()

  await version(page, 1).click()
  await page.getByRole("button", { name: "Make current" }).click()
  const back = page.getByRole("dialog", { name: "Make version 1 current?" })
  await expect(back).toContainText("Running tickets stay")
  const { release } = await call(page, "query", "flow", "versions", { flowId })
  await call(page, "mutation", "flow", "retire", { flowId, expected: release })
  await back.getByRole("button", { name: "Make current" }).click()
  await expect(back.getByRole("alert")).toContainText("was faster")
  await expect(back).toContainText("takes new tickets again")
  await back.getByRole("button", { name: "Make current" }).click()
  await expect(version(page, 1)).toContainText("Live")

  await page.getByRole("button", { name: "Take no new tickets" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Take no new tickets" }).click()
  await expect(page.getByText("This flow takes no new tickets")).toBeVisible()
  await expectAccessible(page)
})

test("a running ticket is moved to another version, and its page and replay show both", async ({ page }) => {
  const { flowId, running, firstId } = await twoVersions(page, "Moves")
  await page.goto(`/flows/${flowId}/versions`)
  await version(page, 1).click()
  await page.getByRole("link", { name: "Move open tickets" }).click()

  await expect(page.getByRole("heading", { name: "Move open tickets" })).toBeVisible()
  await expect(page.getByText("1 ticket cannot move")).toBeVisible()
  await expect(page.getByText("“First look” has no step to go to.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Move tickets" })).toBeDisabled()
  await expectAccessible(page)
  await page.getByRole("button", { name: /“First look” goes to/ }).press("Enter")
  await page.getByRole("option", { name: "Second look" }).click()
  await expect(page.getByRole("row").filter({ hasText: "Second look" })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole("button", { name: "Move 1 ticket" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Move tickets" }).click()
  await expect(page.getByRole("heading", { name: "From version 1 to version 2" })).toBeVisible()
  await expect(page.getByText("1 of 1 tickets looked at")).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText("Done", { exact: true })).toBeVisible()
  await expect(page.getByRole("row").filter({ hasText: "Moved" })).toBeVisible()
  await expectAccessible(page)

  const { state, earlier } = await call(page, "query", "ticket", "get", { ticketId: running })
  expect(state.versionId).not.toBe(firstId)
  expect(earlier.map(({ id }) => id)).toEqual([firstId])

  await page.goto(`/tickets/${running}`)
  await expect(page.getByText("moved the ticket from version 1 to version 2").first()).toBeVisible()
  await expect(page.getByText("First look").first()).toBeVisible()
  await expect(page.getByText("Second look").first()).toBeVisible()

  // Before the move the replay shows the version of then, after it that of now.
  await page.goto(`/tickets/${running}/replay?event=${earlier[0]!.untilSeq}`)
  const canvas = page.getByRole("region", { name: "Flow", exact: true })
  await expect(canvas.getByText("First look").first()).toBeVisible()
  await expect(canvas.getByText("Second look")).toHaveCount(0)
  await page.goto(`/tickets/${running}/replay?event=${earlier[0]!.untilSeq + 1}`)
  await expect(canvas.getByText("Second look").first()).toBeVisible()
  await expect(canvas.getByText("First look")).toHaveCount(0)
})
