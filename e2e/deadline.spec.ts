import { randomUUID } from "node:crypto"
import type { DraftGraph } from "../core/flow/graph"
import { approval } from "../core/flow/nodes/approval"
import { close } from "../core/flow/nodes/close"
import { start } from "../core/flow/nodes/start"
import { edge, node } from "../core/flow/starters/starter"
import { call } from "./api"
import { expect, signIn, test } from "./fixtures"

// A deadline runs out: three tiers, 60, 66 and 72 seconds after dispatch, in order, once each.

const targetMin = 1

test("an overdue approval fires its three tiers in order, once each, and says so on the ticket and in the outbox", async ({
  page,
}) => {
  test.setTimeout(150_000)
  await signIn(page, "owner", "/tickets")
  const me = await call(page, "query", "people", "me", undefined)
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name: "One minute",
    description: "",
    starter: null,
    locale: "en",
  })
  const tier = (percent: number, channels: ("inApp" | "email" | "wecom" | "sms" | "phone")[]) => ({
    at: { type: "percent" as const, percent },
    audience: [{ type: "assignee" as const }],
    channels,
  })
  const draft: DraftGraph = {
    nodes: [
      node("start", "start", "Start", [0, 0], { ...start.defaults() }),
      node("decide", "approval", "Decide within a minute", [1, 0], {
        ...approval.defaults(),
        mode: "orSign",
        people: { type: "named", personIds: [me.person.id] },
        sla: {
          targetMin,
          calendarId: "always",
          tiers: [tier(100, ["inApp"]), tier(110, ["sms"]), tier(120, ["phone"])],
        },
      }),
      node("end", "close", "End", [2, 0], { ...close.defaults() }),
    ],
    edges: [edge("start", "next", "decide"), edge("decide", "approved", "end")],
    fields: [],
    settings: { homeUnitId: null, administratorIds: [me.person.id] },
  }
  const { revision } = await call(page, "mutation", "flow", "saveDraft", { flowId, revision: 1, draft })
  await call(page, "mutation", "flow", "publish", { flowId, revision, currentVersionId: null, message: "" })
  const { ticketId } = await call(page, "mutation", "ticket", "start", { flowId, variables: {}, key: randomUUID() })

  await page.goto(`/tickets/${ticketId}`)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  const warnings = async () => {
    const ticket = await call(page, "query", "ticket", "get", { ticketId })
    return ticket.events.flatMap(({ body }) => (body.type === "warned" ? [body] : []))
  }
  await expect.poll(async () => (await warnings()).length, { timeout: 100_000, intervals: [1000] }).toBe(3)
  expect((await warnings()).map(({ level, channels, collapsed }) => ({ level, channels, collapsed }))).toEqual([
    { level: 1, channels: ["inApp"], collapsed: [] },
    { level: 2, channels: ["sms"], collapsed: [] },
    { level: 3, channels: ["phone"], collapsed: [] },
  ])
  // A while later there is still no fourth.
  await page.waitForTimeout(3000)
  expect(await warnings()).toHaveLength(3)

  const outbox = await call(page, "query", "notification", "outbox", {})
  const ours = outbox.items.filter((item) => item.ticketId === ticketId)
  expect(ours.map((item) => item.channel).toSorted()).toEqual(["phone", "sms"])
  expect(ours.every((item) => item.state === "held")).toBe(true)
  await page.goto("/admin/outbox")
  await expect(page.getByRole("heading", { name: "Delivery log" })).toBeVisible()
  await expect(page.getByText(/Deadline warning 3/).first()).toBeVisible()
})
