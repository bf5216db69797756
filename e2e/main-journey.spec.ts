import { randomBytes } from "node:crypto"
import type { Page } from "@playwright/test"
import { call } from "./api"
import { drawFeeReduction, publish } from "./draw-fee-reduction"
import { expect, test } from "./fixtures"
import { inviteMember, setExtension, signUp } from "./organisation"
import { recordedCall, sendSigned } from "./recorded-call"

// A stranger signs up and invites colleagues, draws the fee reduction on an empty canvas and publishes it; a call recorded
// from a real telephone system comes in, comes up on the screen of the agent who is rung, and is a ticket that is approved
// level by level, closed, and replayed by the auditor with its chain verified.

test.use({ actionTimeout: 15_000 })

test("from sign-up to a replayed ticket", async ({ page: owner, browser }) => {
  test.setTimeout(240_000)
  await signUp(owner, "Mara Quinn", `Lantern Cards ${randomBytes(3).toString("hex")}`)
  const agent = await inviteMember(owner, browser, "Wen Agent", "Agent")
  const supervisor = await inviteMember(owner, browser, "Sam Supervisor", "Supervisor")
  const manager = await inviteMember(owner, browser, "Ned Manager", "Agent")
  const auditor = await inviteMember(owner, browser, "Ada Auditor", "Auditor")
  await setExtension(owner, "Wen Agent", "1001")

  const flowId = await drawFeeReduction(owner, { manager: "Ned Manager", head: "Mara Quinn" })
  await publish(owner)

  // The telephone system's calls come in through the signed route; the number dialled picks the flow.
  const connector = await call(owner, "mutation", "telephony", "createConnector", {
    kind: "generic",
    key: "pbx",
    name: "Recorded PBX",
    settings: {},
  })
  await call(owner, "mutation", "telephony", "saveRule", {
    name: "Hotline number",
    enabled: true,
    match: { dialled: "95188" },
    whenAbandoned: false,
    flowId,
  })
  const { tenant } = await call(owner, "query", "people", "me", undefined)
  await Promise.all([agent, supervisor, manager].map((page) => page.goto("/inbox")))
  await expect(supervisor.getByText("Nothing waits for you")).toBeVisible()
  const address = { tenantSlug: tenant.slug, connectorKey: "pbx", secret: connector.secret! }
  const recording = recordedCall(address)
  expect((await sendSigned(owner, address, recording.ringing)).status()).toBe(202)

  // The agent whose phone rings sees the caller and the ticket that is open already; nobody else does.
  const callers = (page: Page) => page.getByRole("region", { name: "Callers" }).getByRole("article")
  const pop = callers(agent)
  await expect(pop).toBeVisible({ timeout: 20_000 })
  await expect(pop.getByRole("heading", { name: "1390001" })).toBeVisible()
  await expect(pop.getByText("Ringing")).toBeVisible()
  await expect(pop.getByRole("list", { name: "Path through the menu" })).toHaveText("main-menuchoice")
  await expect(pop.getByText(/First call/)).toBeVisible()
  await expect(callers(supervisor)).toHaveCount(0)
  expect((await sendSigned(owner, address, recording.rest)).status()).toBe(202)
  await expect(pop.getByText("Ended")).toBeVisible({ timeout: 20_000 })
  await pop.getByRole("link", { name: "Open the ticket" }).click()
  await agent.waitForURL(/tickets\/[0-9a-f-]{36}/)
  await expect(pop).toHaveCount(0)
  const ticketId = /tickets\/([0-9a-f-]{36})/.exec(agent.url())![1]!
  await expect(agent.getByText(/Hotline number/).first()).toBeVisible()

  // The supervisor's inbox has it by itself, with a clock. 1,500.00 is above the first limit and below the second.
  const work = supervisor.getByRole("main")
  await work
    .getByText(/Supervisor approval/)
    .first()
    .click()
  await expect(work.getByRole("heading", { name: "Fee reduction by hand 1390001" })).toBeVisible()
  await expect(work.getByText(/^59:\d\d$/).first()).toBeVisible()
  await work.getByLabel("Amount").fill("1500")
  await work.getByRole("button", { name: /^Approve/ }).click()
  await expect(supervisor.getByText("Nothing waits for you")).toBeVisible({ timeout: 20_000 })

  // The manager decides by key alone.
  await expect(
    manager
      .getByRole("main")
      .getByText(/Manager approval/)
      .first(),
  ).toBeVisible({ timeout: 20_000 })
  await expect(manager.getByRole("button", { name: /^Approve/ })).toBeVisible()
  await expect(async () => {
    // A todo that has just appeared takes no keys for a moment, so that nobody decides what they have not seen.
    await manager.keyboard.press("a")
    await expect(manager.getByText("Nothing waits for you")).toBeVisible({ timeout: 3000 })
  }).toPass({ timeout: 20_000 })
  await expect(owner.getByRole("navigation").first()).toBeVisible()

  // The auditor's view: every event on the canvas as it was, and an unbroken chain.
  await auditor.goto(`/tickets/${ticketId}/replay`)
  await expect(auditor.getByText(/Chain verified: \d+ events/)).toBeVisible({ timeout: 20_000 })
  const scrubber = auditor.getByRole("slider")
  await scrubber.focus()
  await auditor.keyboard.press("End")
  await expect(auditor.getByText(/Ticket closed/).first()).toBeVisible()
  await expect(auditor.getByText("1,500.00").first()).toBeVisible()
  await auditor.keyboard.press("Home")
  await expect(auditor.getByText("It has not gone to anybody yet.")).toBeVisible()
  expect((await call(auditor, "query", "ticket", "get", { ticketId })).state.status).toBe("closed")
})
