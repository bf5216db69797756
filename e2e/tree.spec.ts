import { randomUUID } from "node:crypto"
import { call } from "./api"
import { expect, expectAccessibleInBothLooks as look, signIn, test } from "./fixtures"

// The other face of a flow: from top to bottom, the same draft, the same undo; by pointer and by keyboard.

test("a flow is changed as a tree and is the same flow on the canvas", async ({ page }) => {
  await signIn(page, "designer", "/flows")
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name: `Tree ${randomUUID().slice(0, 8)}`,
    description: "",
    starter: "feeReduction",
    locale: "en",
  })
  const graph = async () => (await call(page, "query", "flow", "get", { flowId })).draft
  const before = await graph()
  await page.goto(`/flows/${flowId}`)
  await expect(page.getByRole("application", { name: "Flow", exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Show as a tree" }).click()
  const tree = page.getByRole("application", { name: "Flow as a tree" })
  const card = (name: RegExp) => tree.getByRole("group", { name })
  for (const { name } of before.nodes) await expect(tree.getByText(name, { exact: true }).first()).toBeVisible()
  await look(page, "the tree")

  // In between two steps, by the line's button; then its name, in the same panel as on the canvas.
  await tree.getByRole("button", { name: /Start to Create ticket/ }).click()
  await page.getByRole("dialog").getByRole("option", { name: "Set values" }).click()
  await expect(card(/^Set values/)).toBeVisible()
  await page.getByRole("textbox", { name: "Name" }).fill("Note the caller")
  await page.keyboard.press("Escape")

  // From the palette onto a line.
  await page.getByRole("button", { name: "Wait" }).dragTo(tree.getByRole("button", { name: /to Below 500\?/ }))
  await expect(card(/^Wait/)).toBeVisible()

  // By keyboard: down from the start, a step deleted, and back again.
  await card(/^Start/).click()
  await page.keyboard.press("Escape")
  await card(/^Start/).focus()
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("ArrowDown")
  await expect(card(/^Note the caller/)).toBeFocused()
  await page.keyboard.press("Delete")
  await expect(card(/^Note the caller/)).toHaveCount(0)
  await page.keyboard.press("ControlOrMeta+z")
  await expect(card(/^Note the caller/)).toBeVisible()

  // A route's condition is a press away, and a branch is added where the others are.
  await tree.getByRole("button", { name: /^below 500/ }).click()
  await expect(page.getByText("Amount to waive is less than 500.00").first()).toBeVisible()
  await tree.getByRole("button", { name: /Add a route.*Below 500/ }).click()
  await page.getByRole("dialog").getByRole("option", { name: "Waived" }).click()
  await expect(tree.getByText("No condition")).toBeVisible()

  await page.keyboard.press("Escape")
  await page.keyboard.press("v")
  await expect(page.getByRole("application", { name: "Flow", exact: true })).toBeVisible()
  await expect(page.getByText("Saved just now")).toBeVisible()
  const after = await graph()
  expect(after.nodes).toHaveLength(before.nodes.length + 2)
  expect(after.edges).toHaveLength(before.edges.length + 3)
  const edgeTo = (name: string) => {
    const { id } = after.nodes.find((node: { name: string }) => node.name === name)!
    return after.edges.filter(({ target }: { target: string }) => target === id).length
  }
  expect([edgeTo("Note the caller"), edgeTo("Wait"), edgeTo("Waived")]).toEqual([1, 1, 4])
})
