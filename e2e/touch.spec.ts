import { randomUUID } from "node:crypto"
import type { CDPSession, Locator, Page } from "@playwright/test"
import { call } from "./api"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// The designer on a telephone: real touches, sent to the browser as a finger's.

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })

type Point = { x: number; y: number }

async function openFlow(page: Page): Promise<Locator> {
  await signIn(page, "designer", "/flows")
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name: `Touch ${randomUUID().slice(0, 8)}`,
    description: "",
    starter: "feeReduction",
    locale: "en",
  })
  await page.goto(`/flows/${flowId}`)
  const canvas = page.getByRole("application", { name: "Flow", exact: true })
  await expect(canvas.locator(".react-flow__node").first()).toBeVisible()
  return canvas
}

async function finger(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page)
  const send = (type: "touchStart" | "touchMove" | "touchEnd", points: Point[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points })
  return {
    down: (at: Point) => send("touchStart", [at]),
    async drag(from: Point, to: Point) {
      await send("touchStart", [from])
      for (let step = 1; step <= 12; step += 1) {
        const share = step / 12
        await send("touchMove", [{ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }])
      }
      await send("touchEnd", [])
    },
    up: () => send("touchEnd", []),
  }
}

const middle = async (what: Locator): Promise<Point> => {
  const box = (await what.boundingBox())!
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test("a finger opens a step, moves it, asks for its menu and adds another", async ({ page }) => {
  const canvas = await openFlow(page)
  const card = (name: RegExp) => canvas.getByRole("group", { name })
  const hand = await finger(page)

  // Moved as far as the finger went; the view stays where it is.
  const [from, other] = [await middle(card(/^Start/)), await middle(card(/^Create ticket/))]
  await hand.drag(from, { x: from.x, y: from.y - 120 })
  await expect.poll(async () => Math.round(from.y - (await middle(card(/^Start/))).y)).toBeGreaterThan(80)
  expect(Math.abs((await middle(card(/^Create ticket/))).y - other.y)).toBeLessThan(2)
  await expect(page.getByRole("dialog")).toHaveCount(0)

  // The view follows a finger on the empty canvas.
  const pane = (await canvas.boundingBox())!
  const empty = { x: pane.x + pane.width / 2, y: pane.y + pane.height - 120 }
  const before = await middle(card(/^Start/))
  await hand.drag(empty, { x: empty.x, y: empty.y - 100 })
  await expect.poll(async () => Math.round(before.y - (await middle(card(/^Start/))).y)).toBeGreaterThan(60)

  await hand.down(await middle(card(/^Start/)))
  await expect(page.getByRole("menu")).toBeVisible()
  await hand.up()
  await expect(page.getByRole("menuitem", { name: "Open its settings" })).toBeVisible()
  await page.touchscreen.tap(60, 160)
  await expect(page.getByRole("menu")).toHaveCount(0)
  await page.getByRole("button", { name: "Close", exact: true }).tap()

  await page.getByRole("button", { name: "Add a step here" }).tap()
  await page.getByRole("dialog").getByRole("option", { name: "Wait" }).tap()
  await expect(card(/^Wait/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("button", { name: "Close", exact: true }).tap()

  await page.touchscreen.tap(...(Object.values(await middle(card(/^Start/))) as [number, number]))
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Start")
})

test("as a tree, a finger puts a step in between", async ({ page }) => {
  await openFlow(page)
  await page.getByLabel("More", { exact: true }).tap()
  await page.getByRole("menuitem", { name: "Show as a tree" }).tap()
  const tree = page.getByRole("application", { name: "Flow as a tree" })
  await tree.getByRole("button", { name: /Start to Create ticket/ }).tap()
  await page.getByRole("dialog").getByRole("option", { name: "Wait" }).tap()
  await expect(tree.getByRole("group", { name: /^Wait/ })).toBeVisible()
  await expectAccessible(page)
})
