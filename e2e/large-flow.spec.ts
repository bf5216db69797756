import { randomUUID } from "node:crypto"
import { largeFlow } from "../bench/canvas/large-flow"
import { call } from "./api"
import { expect, signIn, test } from "./fixtures"

// As large as a flow may be: it is saved whole, opens, and whoever walks it by keyboard arrives at steps that were out of view.

test("a flow of 1,000 steps is saved, opened, walked and changed", async ({ page }) => {
  await signIn(page, "designer", "/flows")
  const { person } = await call(page, "query", "people", "me", undefined)
  const draft = largeFlow(1000, 1300, person.id)
  const name = `Large ${randomUUID().slice(0, 8)}`
  const { flowId } = await call(page, "mutation", "flow", "createFrom", { name, description: "", draft })
  await page.goto(`/flows/${flowId}`)
  const canvas = page.getByRole("application", { name: "Flow" })
  const card = (id: string) => canvas.locator(`.react-flow__node[data-id="${id}"]`)
  await expect(card("start")).toBeVisible()
  // Only what a window shows is on the page, and it is as it is anywhere: with its lines at its handles.
  expect(await canvas.locator(".react-flow__node").count()).toBeLessThan(60)
  await expect(canvas.locator('.react-flow__edge[data-id="start-next"]')).toHaveCount(1)

  await card("start").click()
  for (const id of ["s0", "s0a", "s1", "s1a", "s2"]) {
    await page.keyboard.press("ArrowRight")
    await expect(card(id)).toBeFocused()
  }
  await expect(card("start")).toHaveCount(0)
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("A way of its own")
  await expect(page.getByText("Saved just now")).toBeVisible()
  await page.getByRole("button", { name: "Show everything" }).click()
  await expect.poll(() => canvas.locator(".react-flow__node").count()).toBeGreaterThan(100)
  await page.reload()
  const { draft: saved } = await call(page, "query", "flow", "get", { flowId })
  expect(saved.nodes.find(({ id }) => id === "s2")?.name).toBe("A way of its own")
  expect(saved.nodes.length).toBe(draft.nodes.length)
  await call(page, "mutation", "flow", "archive", { flowId })
})
