import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import type { Locator, Page } from "@playwright/test"
import { call } from "./api"
import { expect, expectAccessible, expectAccessibleInBothLooks as look, signIn, test } from "./fixtures"

// What is done on the canvas itself: lines, notes, groups, guides and the menu, by pointer and by keyboard.

async function openFlow(page: Page): Promise<Locator> {
  await signIn(page, "designer", "/flows")
  const { flowId } = await call(page, "mutation", "flow", "create", {
    name: `Canvas ${randomUUID().slice(0, 8)}`,
    description: "",
    starter: "feeReduction",
    locale: "en",
  })
  await page.goto(`/flows/${flowId}`)
  const canvas = page.getByRole("application", { name: "Flow" })
  await expect(canvas.locator(".react-flow__node").first()).toBeVisible()
  return canvas
}

test("several chosen steps are aligned as one step to undo", async ({ page }) => {
  const canvas = await openFlow(page)
  const cards = canvas.locator(".react-flow__node")
  const bar = page.getByRole("toolbar", { name: "Align, distribute and group" })
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

test("steps are grouped and a note is written by keyboard; the group takes its steps along", async ({ page }) => {
  const canvas = await openFlow(page)
  const card = (name: RegExp) => canvas.getByRole("group", { name })
  await card(/^Supervisor/).click()
  await page.keyboard.press("Escape")
  await card(/^Supervisor/).click()
  await card(/^Below 500\?/).click({ modifiers: ["Shift"] })
  await page.keyboard.press("ControlOrMeta+g")
  await expect(page.getByRole("textbox", { name: "Title of the group" })).toBeFocused()
  await page.keyboard.type("Who decides")
  await page.keyboard.press("Enter")
  const frame = card(/^Group: Who decides$/)
  await expect(frame).toBeFocused()
  await page.getByRole("toolbar", { name: "Group" }).getByRole("button", { name: "Blue" }).click()
  await look(page, "a group and its colours")

  // What lies in the frame goes where the frame goes; what does not, stays.
  const places = async () => {
    const boxes = [card(/^Supervisor/), card(/^Below 500\?/), card(/^Manager/)].map((each) => each.boundingBox())
    return (await Promise.all(boxes)).map((box) => [Math.round(box?.x ?? 0), Math.round(box?.y ?? 0)])
  }
  const before = await places()
  const title = (await page.getByText("Who decides").boundingBox())!
  await page.mouse.move(title.x + 10, title.y + 6)
  await page.mouse.down()
  await page.mouse.move(title.x + 10, title.y + 166, { steps: 8 })
  await page.mouse.up()
  const moved = await places()
  expect(moved[2]).toEqual(before[2])
  for (const each of [0, 1]) expect(moved[each]![1]! - before[each]![1]!).toBeGreaterThan(120)
  await page.keyboard.press("ControlOrMeta+z")
  await expect.poll(places).toEqual(before)

  await page.keyboard.press("Shift+N")
  await expect(page.getByRole("textbox", { name: "Text of the note" })).toBeFocused()
  await page.keyboard.type("Policy 7 says who may waive what")
  await page.keyboard.press("Escape")
  await expect(card(/^Note: Policy 7/)).toBeFocused()
  // The menu key's menu, and what was deleted by it comes back.
  await page.keyboard.press("Shift+F10")
  await page.getByRole("menuitem", { name: "Delete" }).click()
  await expect(card(/^Note: Policy 7/)).toHaveCount(0)
  await page.keyboard.press("ControlOrMeta+z")
  await expect(card(/^Note: Policy 7/)).toBeVisible()
  await expect(page.getByText("Saved just now")).toBeVisible()
  await page.reload()
  await expect(card(/^Note: Policy 7/)).toBeVisible()
  await expect(card(/^Group: Who decides$/)).toBeVisible()
})

test("guides show what a dragged step is in line with; the menu does what the pointer asks for", async ({ page }) => {
  const canvas = await openFlow(page)
  const step = canvas.getByRole("group", { name: /^Manager/ })
  const other = canvas.getByRole("group", { name: /^Supervisor/ })
  const from = (await step.boundingBox())!
  await page.mouse.move(from.x + 40, from.y + 14)
  await page.mouse.down()
  await page.mouse.move(from.x + 40, from.y + 200, { steps: 6 })
  const guides = canvas.locator(".guide")
  await expect(guides).toHaveCount(0)
  const line = (await other.boundingBox())!
  // Not quite above the other: three pixels of the screen are near enough.
  await page.mouse.move(line.x + 43, from.y + 200, { steps: 6 })
  await expect(guides.first()).toBeVisible()
  await page.mouse.up()
  await expect(guides).toHaveCount(0)
  await expect.poll(async () => Math.abs((await step.boundingBox())!.x - line.x)).toBeLessThan(1)

  await step.click({ button: "right" })
  await page.getByRole("menuitem", { name: "Duplicate" }).click()
  await expect(canvas.getByRole("group", { name: /^Manager 2/ })).toBeVisible()
  const pane = (await canvas.boundingBox())!
  await page.mouse.click(pane.x + pane.width / 3, pane.y + 80, { button: "right" })
  await page.getByRole("menuitem", { name: "Add a step here" }).click()
  await page.getByRole("dialog").getByRole("option", { name: "Wait" }).click()
  await expect(canvas.getByRole("group", { name: /^Wait/ })).toBeVisible()
  await page.keyboard.press("?")
  await expect(page.getByRole("dialog").getByText("Add a note")).toBeVisible()
  await page.keyboard.press("Escape")
  await page.keyboard.press("ControlOrMeta+k")
  await page.getByRole("option", { name: "Tidy up" }).click()
  await expect(page.getByRole("button", { name: /Undo: tidy up/ })).toBeVisible()
})

test("the whole flow leaves as a picture: SVG with its words, PNG as large as it should be", async ({ page }) => {
  await openFlow(page)
  await page.getByRole("button", { name: "Files" }).click()
  await page.getByRole("menuitem", { name: /Picture/ }).click()
  const dialog = page.getByRole("dialog", { name: "Picture of the flow" })
  await expect(dialog.getByRole("img", { name: /drawn$/ })).toBeVisible()
  await look(page, "the picture of a flow")
  const leave = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name }).click()])
    return readFile(await download.path())
  }
  const svg = (await leave("Download SVG")).toString("utf8")
  expect(svg).toContain("Head of department")
  // The kinds' icons are lines like any other.
  expect(svg.match(/scale\(0\.667\)"[^>]*><(path|rect|circle|polyline)/g)?.length).toBeGreaterThan(5)
  // The browser's own reader takes it, and it is drawn as large as it says.
  const size = await page.evaluate((xml) => {
    const read = new DOMParser().parseFromString(xml, "image/svg+xml")
    return read.querySelector("parsererror") ? null : Number(read.documentElement.getAttribute("width"))
  }, svg)
  expect(size).toBeGreaterThan(1000)
  const png = await leave("Download PNG")
  expect(png.subarray(1, 4).toString("latin1")).toBe("PNG")
  expect(png.readUInt32BE(16)).toBe(Math.round(Number(size) * 2))
})
