import { randomUUID } from "node:crypto"
import { call } from "./api"
import { expect, signIn, test } from "./fixtures"

// Two people publish, tickets run: one publication wins, and a running ticket stays on the version it was opened with.

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
