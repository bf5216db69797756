import { randomUUID } from "node:crypto"
import { call } from "./api"
import { expect, expectAccessibleInBothLooks as look, signIn, test } from "./fixtures"

// A dry run is kept as a test of its flow, and stops whoever publishes a draft on which it ends otherwise.

test("a kept dry run stops a publication that would route otherwise, until the flow is mended", async ({ page }) => {
  await signIn(page, "designer", "/flows")
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name: `Tested ${randomUUID().slice(0, 8)}`,
    description: "",
    starter: "feeReduction",
    locale: "en",
  })
  // The case that only the fallback takes, from the proof straight into the form.
  await page.goto(`/flows/${flowId}`)
  const canvas = page.getByRole("application", { name: "Flow", exact: true })
  await canvas.getByRole("group", { name: /^Below 500\?/ }).click()
  await page.getByRole("link", { name: "Try it in a dry run" }).first().click()
  const act = page.getByRole("complementary", { name: "What to do now" })
  await expect(act.getByRole("textbox", { name: "Amount to waive" })).toHaveValue("500.00")
  await act.getByRole("textbox", { name: "Amount to waive" }).fill("600")
  await act.getByRole("button", { name: /Reason$/ }).click()
  await page.getByRole("option", { name: "Our mistake" }).click()
  await act.getByRole("button", { name: "Open the ticket" }).click()
  await act.getByRole("region", { name: "Supervisor" }).getByRole("button", { name: "Approve" }).click()
  await expect(act.getByRole("region", { name: "Manager" })).toBeVisible()

  await page.getByRole("button", { name: "Keep as a test" }).click()
  const dialog = page.getByRole("dialog", { name: "Keep as a test" })
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Waits at Manager")
  await dialog.getByRole("textbox", { name: "Name" }).fill("600 goes to the manager")
  await look(page, "keeping a dry run")
  await dialog.getByRole("button", { name: "Keep the test" }).click()
  await expect(page.getByText("600 goes to the manager").first()).toBeVisible()
  await expect(page.getByText("1 passes, none fails")).toBeVisible()
  await look(page, "a dry run that is kept")

  // Somebody raises the limit: the manager would not be asked any more.
  const change = async (from: string, to: string) => {
    const { draft, draftRevision: revision } = await call(page, "query", "flow", "get", { flowId })
    const edges = draft.edges.map((edge) => ({ ...edge, condition: edge.condition.replace(from, to) }))
    await call(page, "mutation", "flow", "saveDraft", { flowId, revision, draft: { ...draft, edges } })
  }
  await change("50000", "70000")
  await page.goto(`/flows/${flowId}`)
  await page.getByRole("button", { name: "Publish", exact: true }).click()
  const publishing = page.getByRole("dialog")
  await expect(publishing.getByText("1 test does not pass on this draft")).toBeVisible()
  await expect(publishing.getByText("“Manager” was expected, now “Waived”")).toBeVisible()
  const publish = publishing.getByRole("button", { name: "Publish now" })
  await expect(publish).toBeDisabled()
  await look(page, "publishing against a test")

  // The test says where: played up to there, and back to the flow.
  await publishing.getByRole("link", { name: "Look" }).click()
  await page.getByRole("button", { name: /^Next step: “Manager” was expected/ }).click()
  await expect(
    page
      .getByRole("region", { name: "What happened" })
      .getByText(/Waived/)
      .first(),
  ).toBeVisible()

  await change("70000", "50000")
  await page.goto(`/flows/${flowId}`)
  await page.getByRole("button", { name: "Publish", exact: true }).click()
  await expect(publishing.getByText("The test passes on this draft.")).toBeVisible()
  await publish.focus()
  await page.keyboard.press("Enter")
  await expect(publishing).toHaveCount(0)
  await page.goto(`/flows/${flowId}/versions`)
  await expect(page.getByText("1 test passed")).toBeVisible()
})
