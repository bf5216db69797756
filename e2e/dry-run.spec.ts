import type { Page } from "@playwright/test"
import { call } from "./api"
import { tabTo } from "./by-keyboard"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// A designer tries a draft: the engine in the browser, a clock of its own, and nothing that leaves the page.

/** A copy of the fee reduction, so that no other journey finds it changed. Resolves to its id. */
async function ownFlow(page: Page, name: string): Promise<string> {
  const starters = await call(page, "query", "flow", "starters", { locale: "en" })
  const { key, draft } = starters.find(({ key: one }) => one === "feeReduction")!
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name,
    description: "",
    starter: key,
    locale: "en",
  })
  expect(draft.nodes.length).toBeGreaterThan(0)
  return flowId
}

async function openTicket(page: Page, amount: string): Promise<void> {
  const act = page.getByRole("complementary", { name: "What to do now" })
  await act.getByRole("textbox", { name: "Amount to waive" }).fill(amount)
  await act.getByRole("button", { name: /Reason$/ }).click()
  await page.getByRole("option", { name: "Our mistake" }).click()
  await act.getByRole("button", { name: "Open the ticket" }).click()
}

test("a designer tries a draft: fills the form, lets time pass, decides for the supervisor and goes back", async ({
  page,
}) => {
  await signIn(page, "designer", "/flows")
  const flowId = await ownFlow(page, "Tried before it goes live")
  const sent: string[] = []
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.url())
  })
  await page.goto(`/flows/${flowId}`)
  await page.getByRole("link", { name: "Dry run" }).click()
  await expect(page.getByRole("heading", { name: "Dry run", level: 1 })).toBeVisible()
  sent.length = 0

  const act = page.getByRole("complementary", { name: "What to do now" })
  const log = page.getByRole("region", { name: "What happened" })
  const clock = page.getByRole("region", { name: "Virtual clock" })
  await act.getByRole("button", { name: "Open the ticket" }).click()
  await expect(act.getByText(/required|empty/i).first()).toBeVisible()
  await act.getByLabel("Begins at").fill("2026-05-04T10:00")
  await openTicket(page, "600")
  const supervisor = act.getByRole("region", { name: "Supervisor" })
  await expect(supervisor.getByRole("textbox", { name: "Amount to waive" })).toHaveValue("600.00")
  await expectAccessible(page)

  // To the deadline and the two warnings behind it, each at its own minute.
  await expect(clock.getByText(/warning 1/)).toBeVisible()
  for (const minute of ["11:00", "11:15", "11:30"]) {
    await clock.getByRole("button", { name: "To the next thing" }).click()
    await expect(clock.getByText(minute).first()).toBeVisible()
  }
  await expect(log.getByText(/By phone call to/)).toBeVisible()
  await expect(log.getByText(/By SMS to/)).toBeVisible()

  // By keyboard from here: approve for the supervisor, and the manager has it.
  const approve = supervisor.getByRole("button", { name: "Approve" })
  await supervisor.getByRole("textbox", { name: "Amount to waive" }).focus()
  await tabTo(page, approve)
  await page.keyboard.press("Enter")
  await expect(act.getByRole("region", { name: "Manager" })).toBeVisible()
  await expect(page.getByRole("application").getByRole("group", { name: /^Manager/ })).toBeVisible()
  await page.getByRole("button", { name: "Take back a move" }).click()
  await expect(supervisor).toBeVisible()
  await supervisor.getByRole("textbox", { name: "Amount to waive" }).fill("100")
  await approve.click()
  await expect(act.getByText("Closed: waived")).toBeVisible()
  expect(sent).toEqual([])

  // A call opens it half filled in.
  await page.getByRole("button", { name: "Start again" }).first().click()
  await act.getByRole("radio", { name: "By a call" }).check({ force: true })
  await act.getByRole("textbox", { name: "Caller" }).fill("13912345678")
  await act.getByRole("button", { name: "Open the ticket" }).click()
  await expect(log.getByText(/13912345678/).first()).toBeVisible()
  await page.emulateMedia({ colorScheme: "dark" })
  await expectAccessible(page)
})
