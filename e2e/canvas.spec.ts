import { randomUUID } from "node:crypto"
import { call } from "./api"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// Steps are brought onto one line from the bar over the canvas, and undo brings them back.

test("several chosen steps are aligned as one step to undo", async ({ page }) => {
  await signIn(page, "designer", "/flows")
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name: `Canvas ${randomUUID().slice(0, 8)}`,
    description: "",
    starter: "feeReduction",
    locale: "en",
  })
  await page.goto(`/flows/${flowId}`)
  const canvas = page.getByRole("application", { name: "Flow" })
  const cards = canvas.locator(".react-flow__node")
  await expect(cards.first()).toBeVisible()
  const bar = page.getByRole("toolbar", { name: "Align and distribute" })
  await expect(bar).toHaveCount(0)

  // Only the flow's own places count: the view itself may move.
  const rows = () => cards.evaluateAll((all) => all.map((card) => (card as HTMLElement).style.transform.split(",")[1]))
  const before = await rows()
  expect(new Set(before).size).toBeGreaterThan(1)
  await canvas.getByRole("group", { name: /^Below 500\?/ }).click()
  await expect(bar).toHaveCount(0)
  await page.keyboard.press("ControlOrMeta+a")
  await expect(bar).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: "test-results/selection-bar.png" })

  await bar.getByRole("button", { name: "Align top edges" }).click()
  await expect.poll(async () => new Set(await rows()).size).toBe(1)
  await page.keyboard.press("ControlOrMeta+z")
  await expect.poll(rows).toEqual(before)
})
