import { randomBytes } from "node:crypto"
import { handle } from "../core/flow/nodes/handle"
import { approval } from "../core/flow/nodes/approval"
import { close } from "../core/flow/nodes/close"
import { start } from "../core/flow/nodes/start"
import type { DraftNode } from "../core/flow/graph"
import { edge, node } from "../core/flow/starters/starter"
import { publishFlow, read, staff, startTicket, type Staff } from "./action-flows"
import { call } from "./api"
import { chooseMore, dialog, hasTodo, openTicket, openTodo, pick, pressFor, say, submit, tabTo } from "./by-keyboard"
import { expect, expectAccessible, test } from "./fixtures"

// Queues, clocks, remarks and what is stuck, by keyboard alone: nothing here clicks.

test.use({ actionTimeout: 15_000 })

let people: Staff
test.beforeAll(async ({ browser }) => {
  people = await staff(browser)
})
test.afterAll(async () => {
  for (const { page } of Object.values(people)) await page.context().close()
})

const oneStep = (step: DraftNode, exit: string) => ({
  nodes: [
    node("start", "start", "Request", [0, 0], { ...start.defaults() }),
    step,
    node("end", "close", "End", [2, 0], { ...close.defaults() }),
  ],
  edges: [edge("start", "next", step.id), edge(step.id, exit, "end")],
})

const newGroup = (name: string, personIds: string[]) => {
  const key = `${name.toLowerCase()}-${randomBytes(3).toString("hex")}`
  return call(people.owner.page, "mutation", "people", "createSkillGroup", { key, name: key, vendorIds: [], personIds })
}

const ofGroup = (skillGroupId: string, distribution: "queue" | "all") => ({
  ...handle.defaults(),
  people: { type: "skillGroup" as const, skillGroupId, onlineOnly: false },
  distribution,
})

test("work is claimed from a queue, put back, handed out of it, handed over and remarked on", async () => {
  const { owner, agent, designer } = people
  const { id } = await newGroup("Letters", [owner.id, agent.id])
  const flowId = await publishFlow(
    owner,
    "Letters in",
    oneStep(node("work", "handle", "Answer", [1, 0], ofGroup(id, "queue")), "done"),
  )
  const ticketId = await startTicket(owner.page, flowId)
  const [todoId] = Object.keys((await read(owner.page, ticketId)).state.todos)
  const { page } = agent

  await test.step("claimed with L, put back with U and a word why", async () => {
    await page.goto(`/inbox?view=queues&todo=${ticketId}.${todoId}`)
    await expect(page.getByText("Nobody has it yet. Claim it to work on it.")).toBeVisible()
    await pressFor(page, "l", page.getByText(/^Yours now: /).first())
    await pressFor(page, "c", page.getByRole("textbox", { name: "Comment" }).and(page.locator(":focus")))
    await page.keyboard.type("It is in French.")
    await page.keyboard.press("Escape")
    await pressFor(page, "u", page.getByText(/^Back in the queue: /).first())
    await openTicket(agent, ticketId)
    await expect(page.getByText("To be claimed")).toBeVisible()
    await expect(page.getByText("It is in French.")).toBeVisible()
  })

  await test.step("who answers for it hands it out of the queue; it is handed over to a third", async () => {
    await owner.page.goto(`/inbox?view=queues&todo=${ticketId}.${todoId}`)
    const handing = dialog(owner.page, "Hand over")
    await pressFor(owner.page, "t", handing)
    await pick(owner.page, agent.name)
    await say(owner.page, /./, "You speak French.")
    await submit(owner.page, handing)
    await expect.poll(() => hasTodo(agent, ticketId)).toBe(true)
    await openTodo(agent, ticketId)
    await expect(page.getByText("You speak French.").first()).toBeVisible()
    const passing = dialog(page, "Hand over")
    await pressFor(page, "t", passing)
    await pick(page, designer.name)
    await submit(page, passing)
    await expect.poll(() => hasTodo(designer, ticketId)).toBe(true)
  })

  await test.step("a remark goes to everybody who reads the ticket, without a decision", async () => {
    await openTicket(designer, ticketId)
    await tabTo(designer.page, designer.page.getByRole("textbox", { name: "Comment" }))
    await designer.page.keyboard.type("The letter is on its way.")
    await designer.page.keyboard.press("ControlOrMeta+Enter")
    await expect(designer.page.getByRole("textbox", { name: "Comment" })).toHaveValue("")
    await openTicket(agent, ticketId)
    await expect(page.getByText("The letter is on its way.")).toBeVisible()
    expect(await hasTodo(designer, ticketId)).toBe(true)
  })
})

test("a clock is paused and goes on, and its warnings are acknowledged", async () => {
  const { owner, agent } = people
  const sla = {
    targetMin: 4,
    calendarId: "always" as const,
    mayPause: true,
    // The first comes after two seconds.
    tiers: [1, 100].map((percent) => ({
      at: { type: "percent" as const, percent },
      audience: [{ type: "assignee" as const }],
      channels: ["inApp" as const],
    })),
  }
  const config = { ...approval.defaults(), people: { type: "named" as const, personIds: [agent.id] }, sla }
  const flowId = await publishFlow(
    owner,
    "Timed",
    oneStep(node("check", "approval", "Check", [1, 0], config), "approved"),
  )
  const ticketId = await startTicket(owner.page, flowId)
  const { page } = agent
  const pane = page.getByRole("article")

  await test.step("paused with a reason, and on again", async () => {
    await openTodo(agent, ticketId)
    const pausing = dialog(page, "Pause the clock?")
    await pressFor(page, "p", pausing)
    await expectAccessible(page)
    await page.keyboard.type("The customer looks for the receipt.")
    await submit(page, pausing)
    await expect(pane.getByText("Paused", { exact: true }).first()).toBeVisible()
    const resumed = page.getByText(/^The clock goes on: /).first()
    await pressFor(page, "p", resumed)
    await expect(pane.getByText("Paused", { exact: true })).toHaveCount(0)
  })

  await test.step("the warning is seen, and the next ones wait", async () => {
    await expect
      .poll(async () => (await read(page, ticketId)).events.some(({ body }) => body.type === "warned"), {
        timeout: 20_000,
      })
      .toBe(true)
    await openTodo(agent, ticketId)
    await pressFor(page, "q", page.getByText(/^Quiet for 30 minutes: /).first())
    await expect(page.getByRole("region", { name: "History" })).toContainText(/acknowledged the warnings of “Check”/)
  })
})

test("a stuck ticket is tried again, and one that nobody needs is revoked", async () => {
  const { owner, agent } = people
  const { id } = await newGroup("Nobody", [])
  const flowId = await publishFlow(
    owner,
    "Stuck",
    oneStep(node("work", "handle", "Answer", [1, 0], ofGroup(id, "all")), "done"),
  )
  const ticketId = await startTicket(owner.page, flowId)
  const { page } = owner

  await test.step("once there is somebody, it is tried again", async () => {
    const [group] = (await call(page, "query", "people", "skillGroups", undefined)).filter((one) => one.id === id)
    const { key, name, vendorIds } = group!
    await call(page, "mutation", "people", "changeSkillGroup", { id, key, name, vendorIds, personIds: [agent.id] })
    await openTicket(owner, ticketId)
    const again = page.getByRole("button", { name: /^Try again/ })
    await tabTo(page, again)
    await page.keyboard.press("Enter")
    await expect(again).toHaveCount(0)
    await expect.poll(() => hasTodo(agent, ticketId)).toBe(true)
  })

  await test.step("revoked, and the work on it is gone", async () => {
    await chooseMore(page, "Revoke…")
    const revoking = dialog(page, /^Revoke #\d+\?/)
    await expect(revoking).toBeVisible()
    await expectAccessible(page)
    await say(page, "Why", "Opened twice.")
    await submit(page, revoking)
    await expect.poll(async () => (await read(page, ticketId)).state.status).toBe("closed")
    expect(await hasTodo(agent, ticketId)).toBe(false)
  })
})
