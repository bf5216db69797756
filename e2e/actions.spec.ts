import type { Page } from "@playwright/test"
import {
  branchedFlow,
  decide,
  lineFlow,
  publishFlow,
  read,
  staff,
  startTicket,
  todoOf,
  type Staff,
} from "./action-flows"
import {
  chooseMore,
  dialog,
  hasTodo,
  moveTo,
  openTicket,
  openTodo,
  openWork,
  pick,
  pressDecision,
  pressFor,
  say,
  standsAt,
  submit,
  tabTo,
  todosAt,
} from "./by-keyboard"
import { expect, expectAccessible, test } from "./fixtures"

// Everything people do with a ticket besides deciding it, by keyboard alone: nothing here clicks.

test.use({ actionTimeout: 15_000 })

let people: Staff
test.beforeAll(async ({ browser }) => {
  people = await staff(browser)
})
test.afterAll(async () => {
  for (const { page } of Object.values(people)) await page.context().close()
})

const votes = (page: Page) => page.getByRole("region", { name: "Votes so far" })

test("signers are added before, beside and after, taken off, asked and heard; votes are taken back", async () => {
  test.setTimeout(90_000)
  const { owner, supervisor, designer, agent } = people
  const flowId = await publishFlow(owner, "Signing", lineFlow(people))
  const ticketId = await startTicket(owner.page, flowId)
  await decide(agent, ticketId, "done")
  const { page } = designer

  await test.step("beside: a vote of their own, and the bar counts it", async () => {
    await openTodo(designer, ticketId)
    await expect(votes(page).getByText("0 of 2, needs 2")).toBeVisible()
    const adding = dialog(page, "Add signers")
    await pressFor(page, "s", adding)
    await pick(page, owner.name)
    await tabTo(page, adding.getByRole("radio", { name: /^Before me/ }))
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await expect(adding.getByRole("radio", { name: /^Beside me/ })).toBeChecked()
    await expectAccessible(page)
    await say(page, /^Why/, "You know this customer.")
    await submit(page, adding)
    await expect(votes(page).getByText("0 of 3, needs 3")).toBeVisible()
  })

  await test.step("who was added reads by whom and why, and is taken off again", async () => {
    await openTodo(owner, ticketId)
    await expect(owner.page.getByText(`${designer.name} added you as a signer`)).toBeVisible()
    await expect(owner.page.getByText("You know this customer.").first()).toBeVisible()
    await openTicket(designer, ticketId)
    const menu = page.getByRole("button", { name: `What to do with the work of ${owner.name}` })
    await tabTo(page, menu)
    await page.keyboard.press("Enter")
    await expect(page.getByRole("menuitem", { name: "Take off…" })).toBeFocused()
    await page.keyboard.press("Enter")
    const removing = dialog(page, `Take ${owner.name} off?`)
    await expect(removing).toBeVisible()
    await tabTo(page, removing.getByRole("button", { name: "Take off" }))
    await page.keyboard.press("Enter")
    await expect(removing).toHaveCount(0)
    await expect
      .poll(async () => (await todosAt(page, ticketId)).filter((todo) => todo.state === "active").length)
      .toBe(2)
  })

  await test.step("before: they first, then it is back", async () => {
    await openTodo(designer, ticketId)
    const adding = dialog(page, "Add signers")
    await pressFor(page, "s", adding)
    await pick(page, agent.name)
    await say(page, /^Why/, "Please check the dates.")
    await submit(page, adding)
    await openTodo(agent, ticketId)
    await expect(agent.page.getByText(`${designer.name} asks you to sign before them`)).toBeVisible()
    await expect(agent.page.getByText("Please check the dates.").first()).toBeVisible()
    await openTicket(designer, ticketId)
    await expect(page.getByText(`Asked by ${designer.name} to sign first`)).toBeVisible()
    await openTodo(agent, ticketId)
    await pressDecision(agent.page, "a", "Approve")
    await expect.poll(() => hasTodo(designer, ticketId)).toBe(true)
  })

  await test.step("an opinion: asked for, written, and the todo comes back", async () => {
    await openTodo(designer, ticketId)
    const asking = dialog(page, "Ask for an opinion")
    await pressFor(page, "o", asking)
    await pick(page, owner.name)
    await expectAccessible(page)
    await say(page, "What you want to know", "Is that usual?")
    await submit(page, asking)
    await openTodo(owner, ticketId)
    await expect(owner.page.getByText(`${designer.name} asks for your opinion`)).toBeVisible()
    // Without the opinion there is nothing to give.
    await pressFor(owner.page, "d", owner.page.getByText("Say why: this decision needs a reason."))
    await expect(owner.page.getByRole("textbox", { name: "Your opinion" })).toBeFocused()
    await owner.page.keyboard.type("It is.")
    await owner.page.keyboard.press("Escape")
    await pressDecision(owner.page, "d", "Give opinion")
    await expect.poll(() => hasTodo(designer, ticketId)).toBe(true)
  })

  await test.step("after: my approval counts once theirs is there", async () => {
    await openTodo(designer, ticketId)
    const adding = dialog(page, "Add signers")
    // The approval before is over, so both ways are open again.
    await pressFor(page, "s", adding)
    await pick(page, "Min Zhou")
    await tabTo(page, adding.getByRole("radio", { name: /^Before me/ }))
    await page.keyboard.press("ArrowDown")
    await expect(adding.getByRole("radio", { name: /^After me/ })).toBeChecked()
    await say(page, /^Why/, "For the file.")
    await submit(page, adding)
    await pressDecision(page, "a", "Approve")
    await expect
      .poll(
        async () =>
          (await todosAt(page, ticketId)).find((todo) => todo.assigneeId === designer.id && !todo.parentId)?.state,
      )
      .toBe("approving")
    await openTicket(designer, ticketId)
    await expect(page.getByText("Approved, waits for others")).toBeVisible()
    await expect(page.getByText(`Asked by ${designer.name} to sign afterwards`)).toBeVisible()
  })

  await test.step("a vote is taken back while the others decide", async () => {
    const voter = supervisor.page
    const todoId = await todoOf(supervisor, ticketId)
    await decide(supervisor, ticketId)
    await openWork(supervisor, ticketId, todoId)
    const button = voter.getByRole("button", { name: "Take back my vote" })
    await expect(button).toBeVisible()
    await expect(async () => {
      await voter.keyboard.press("w")
      await expect(button).toHaveCount(0, { timeout: 500 })
    }).toPass({ timeout: 15_000, intervals: [50] })
    expect(await todoOf(supervisor, ticketId)).toBe(todoId)
  })
})

test("a ticket is returned with a picture of what that undoes, taken back, and rejected to a chosen step", async () => {
  test.setTimeout(90_000)
  const { owner, supervisor, designer, agent } = people
  const flowId = await publishFlow(owner, "Returning", lineFlow(people))
  const ticketId = await startTicket(owner.page, flowId)
  const toSignOff = async () => {
    await decide(supervisor, ticketId)
    await decide(designer, ticketId)
  }
  await decide(agent, ticketId, "done")
  await toSignOff()
  const { page } = owner
  const returning = dialog(page, "Return")
  const picture = returning.getByRole("list", { name: "What happens" }).getByRole("listitem")

  await test.step("again: every step in between once more", async () => {
    await openTodo(owner, ticketId)
    await pressFor(page, "b", returning)
    await expect(returning.getByRole("radio", { name: /^Check/ })).toBeFocused()
    await page.keyboard.press("ArrowDown")
    await expect(picture).toHaveText([/Write-up.*goes here/, /Check.*once more/, /Sign-off.*once more/])
    await expect(returning.getByText("Nobody else’s work is cancelled.")).toBeVisible()
    await expectAccessible(page)
    await expect(returning.getByRole("button", { name: "Return to “Write-up”" })).toBeDisabled()
    await say(page, "What has to be put right", "The amount is missing.")
    await submit(page, returning)
    await expect.poll(() => standsAt(page, ticketId)).toEqual(["write"])
    await decide(agent, ticketId, "done")
    expect(await standsAt(page, ticketId)).toEqual(["check"])
  })

  await test.step("straight back: what was decided in between stays", async () => {
    await toSignOff()
    await openTodo(owner, ticketId)
    await pressFor(page, "b", returning)
    await expect(returning.getByRole("radio", { name: /^Check/ })).toBeFocused()
    await page.keyboard.press("ArrowDown")
    await tabTo(page, returning.getByRole("radio", { name: /^Every step once more/ }))
    await page.keyboard.press("ArrowDown")
    await expect(picture).toHaveText([/Write-up.*goes here/, /Check.*stays as it is/, /Sign-off.*straight back here/])
    await say(page, "What has to be put right", "One word only.")
    await submit(page, returning)
    await expect.poll(() => standsAt(page, ticketId)).toEqual(["write"])
  })

  await test.step("who finished it last takes it back, in the inbox", async () => {
    const worker = agent.page
    const todoId = await todoOf(agent, ticketId)
    await decide(agent, ticketId, "done")
    expect(await standsAt(page, ticketId)).toEqual(["sign"])
    await openWork(agent, ticketId, todoId)
    const taking = dialog(worker, "Take back “Write-up”?")
    await pressFor(worker, "w", taking)
    await expectAccessible(worker)
    await worker.keyboard.type("A typing error.")
    await submit(worker, taking)
    await expect.poll(() => standsAt(page, ticketId)).toEqual(["write"])
    await decide(agent, ticketId, "done")
  })

  await test.step("a rejection asks where the ticket goes", async () => {
    await decideAll()
    await openTodo(owner, ticketId)
    const rejecting = dialog(page, "Where does it go?")
    await pressFor(page, "r", rejecting)
    await expect(rejecting.getByRole("radio").first()).toBeFocused()
    await page.keyboard.press("End")
    while (!(await rejecting.getByRole("radio", { name: /whoever opened it/ }).isChecked())) {
      await page.keyboard.press("ArrowDown")
    }
    await expectAccessible(page)
    await submit(page, rejecting)
    await expect.poll(() => standsAt(page, ticketId)).toEqual(["start"])
  })

  /** Whatever is between the write-up and the sign-off. */
  async function decideAll(): Promise<void> {
    if ((await standsAt(page, ticketId)).includes("check")) await toSignOff()
    expect(await standsAt(page, ticketId)).toEqual(["sign"])
  }
})

test("two branches are decided by two people, join and are replayed; the ticket is urged, copied, moved and reopened", async () => {
  test.setTimeout(90_000)
  const { owner, supervisor, designer, agent } = people
  const flowId = await publishFlow(owner, "Side by side", branchedFlow(people))
  const ticketId = await startTicket(owner.page, flowId)
  const { page } = owner

  await test.step("both branches are in sight; urging reaches both", async () => {
    await openTicket(owner, ticketId)
    await expect(page.getByRole("region", { name: "Branches" }).getByRole("listitem")).toHaveText([/Legal/, /Money/])
    const urging = dialog(page, "Urge")
    await pressFor(page, "u", urging)
    await expect(urging).toContainText(supervisor.name)
    await expect(urging).toContainText(designer.name)
    await expectAccessible(page)
    await page.keyboard.type("The customer is waiting.")
    await submit(page, urging)
    await expect(page.getByText(new RegExp(`urged .*${supervisor.name}`))).toBeVisible()
  })

  await test.step("a copy is read, and its receipt says so", async () => {
    await chooseMore(page, "Copy to…")
    const copying = dialog(page, "Copy to")
    await pick(page, agent.name)
    await expectAccessible(page)
    await say(page, "What to look at", "For your information.")
    await submit(page, copying)
    const receipts = page.getByRole("region", { name: "Copied to" })
    await expect(receipts).toContainText("not read yet")
    await openTicket(agent, ticketId)
    await expect(agent.page.getByRole("region", { name: "Copied to" })).toContainText(/read [A-Z]/, { timeout: 20_000 })
    await openTicket(owner, ticketId)
    await expect(receipts.getByText("not read yet")).toHaveCount(0)
  })

  await test.step("one branch waits at the join for the other", async () => {
    await openTodo(supervisor, ticketId)
    await pressDecision(supervisor.page, "a", "Approve")
    await expect.poll(async () => (await standsAt(page, ticketId)).toSorted()).toEqual(["join", "money"])
    await openTicket(owner, ticketId)
    await expect(page.getByRole("region", { name: "Branches" })).toContainText("Waits for the others")
    await openTodo(designer, ticketId)
    await pressDecision(designer.page, "a", "Approve")
    await expect.poll(() => standsAt(page, ticketId)).toEqual(["sign"])
  })

  await test.step("an administrator moves it back, and one branch on by itself", async () => {
    await openTicket(owner, ticketId)
    await chooseMore(page, "Move to step…")
    const moving = dialog(page, "Move to a step")
    await moveTo(page, moving, /^Side by side/)
    await expectAccessible(page)
    await submit(page, moving)
    await expect.poll(async () => (await standsAt(page, ticketId)).toSorted()).toEqual(["legal", "money"])
    await openTicket(owner, ticketId)
    await chooseMore(page, "Move to step…")
    await moveTo(page, moving, /^Sign-off/)
    await expect(moving.getByRole("region", { name: "This is cancelled" })).toContainText(supervisor.name)
    await expect(moving.getByRole("region", { name: "This is cancelled" })).toContainText(designer.name)
    await submit(page, moving)
    await expect.poll(() => standsAt(page, ticketId)).toEqual(["sign"])
  })

  await test.step("closed, it is opened again at a step", async () => {
    await decide(owner, ticketId)
    expect((await read(page, ticketId)).state.status).toBe("closed")
    await openTicket(owner, ticketId)
    await chooseMore(page, "Reopen at step…")
    const reopening = dialog(page, "Reopen")
    await moveTo(page, reopening, /^Sign-off/)
    await expectAccessible(page)
    await submit(page, reopening)
    await expect.poll(() => standsAt(page, ticketId)).toEqual(["sign"])
  })

  await test.step("the replay shows both branches at once, and the one that waits", async () => {
    const { events } = await read(page, ticketId)
    const waited = events.find(({ body }) => body.type === "waited")!.seq
    await page.goto(`/tickets/${ticketId}/replay?event=${waited}`)
    await expect(page.getByText(/Chain verified: \d+ events/)).toBeVisible()
    const canvas = page.getByRole("region", { name: "Flow", exact: true })
    await expect(canvas.getByText("1 branch waits")).toBeVisible()
    await expect(canvas.getByText(designer.name)).toBeVisible()
    const branches = page.getByRole("region", { name: "Branches" }).getByRole("listitem")
    await expect(branches).toHaveText([/Both done.*Waits for the others/, /Money.*In progress/])
    await tabTo(page, page.getByRole("slider"))
    await page.keyboard.press("End")
    await expect(branches).toHaveCount(0)
    await expectAccessible(page)
  })
})
