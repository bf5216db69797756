import { readFile } from "node:fs/promises"
import type { Page } from "@playwright/test"
import { call } from "./api"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// A flow leaves as a file and comes back from one, by the buttons people have for it; and a new one begins with a starter.

/** The names of the cards on the canvas. */
const cards = (page: Page) =>
  page.getByRole("application").or(page.locator(".react-flow")).first().locator(".step-card p.text-sm").allInnerTexts()

test("a flow that is exported comes back the same, as a new flow", async ({ page, watch }, info) => {
  // The browser says so of every refusal, and a broken file is refused.
  watch.allow(/422 \(/)
  await signIn(page, "designer", "/flows")
  const { items } = await call(page, "query", "flow", "list", undefined)
  const fee = items.find((flow) => /fee|减免/i.test(flow.name))!
  await page.goto(`/flows/${fee.id}`)
  await expect(page.getByRole("heading", { name: fee.name })).toBeVisible()
  const before = await cards(page)
  expect(before.length).toBeGreaterThan(4)

  await page.getByRole("button", { name: "Files" }).click()
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Download JSON" }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`${fee.name}.json`)
  const path = info.outputPath("fee.json")
  await file.saveAs(path)
  const { draft } = await call(page, "query", "flow", "get", { flowId: fee.id })
  for (const id of draft.settings.administratorIds) expect(await readFile(path, "utf8")).not.toContain(id)

  await page.goto("/flows")
  await page.getByRole("button", { name: "From a file" }).click()
  const dialog = page.getByRole("dialog", { name: "New flow from a file" })
  await dialog.getByLabel("Drop a file here, or choose one").setInputFiles({
    name: "broken.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"format": "firstcall-flow",\n"format": "twice"}'),
  })
  await expect(dialog.getByRole("alert")).toContainText("Line 2: “format” is there twice.")
  await dialog.getByLabel("Drop a file here, or choose one").setInputFiles(path)
  await expect(dialog.getByText(`${draft.nodes.length} steps`)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole("button", { name: "Create flow" }).click()
  await page.waitForURL((url) => /\/flows\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.includes(fee.id))
  const flowId = new URL(page.url()).pathname.split("/").at(-1)!
  await expect.poll(() => cards(page)).toEqual(before)
  expect((await call(page, "query", "flow", "get", { flowId })).draft).toEqual(draft)
  await call(page, "mutation", "flow", "archive", { flowId })
})
