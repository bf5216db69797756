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

test("a flow goes to another tool as BPMN and comes back; what another tool drew is told apart", async ({
  page,
}, info) => {
  await signIn(page, "designer", "/flows")
  const { items } = await call(page, "query", "flow", "list", undefined)
  const fee = items.find((flow) => /fee|减免/i.test(flow.name))!
  await page.goto(`/flows/${fee.id}`)
  await page.getByRole("button", { name: "Files" }).click()
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Download BPMN" }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`${fee.name}.bpmn`)
  const path = info.outputPath("fee.bpmn")
  await file.saveAs(path)
  const { draft } = await call(page, "query", "flow", "get", { flowId: fee.id })

  await page.goto("/flows")
  await page.getByRole("button", { name: "From a file" }).click()
  const dialog = page.getByRole("dialog", { name: "New flow from a file" })
  const drop = dialog.getByLabel("Drop a file here, or choose one")
  const xml = await readFile(path, "utf8")
  const foreign = `<bpmn:businessRuleTask id="Rule" name="Work out the fee"/>
    <bpmn:dataObjectReference id="Data" name="Customer file"/>
    <bpmn:sequenceFlow id="F1" sourceRef="Step_head" targetRef="Rule"/>
    <bpmn:sequenceFlow id="F2" sourceRef="Rule" targetRef="Step_waived"/></bpmn:process>`
  await drop.setInputFiles({
    name: "changed.bpmn",
    mimeType: "application/xml",
    buffer: Buffer.from(xml.replace("</bpmn:process>", foreign)),
  })
  const rest = dialog.getByRole("region", { name: "What became of the rest" })
  await expect(rest).toContainText("1 in another form, 1 left out.")
  await expect(rest.getByRole("listitem").filter({ hasText: "Customer file" })).toContainText("nothing like it")
  await expect(rest.getByRole("listitem").filter({ hasText: "Work out the fee" })).toContainText("Write again")
  await expectAccessible(page)
  await dialog.getByRole("button", { name: "Another file" }).click()
  await drop.setInputFiles(path)
  await expect(dialog.getByText(`${draft.nodes.length} steps`)).toBeVisible()
  await expect(rest).toHaveCount(0)
  await dialog.getByRole("button", { name: "Create flow" }).click()
  await page.waitForURL((url) => /\/flows\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.includes(fee.id))
  const flowId = new URL(page.url()).pathname.split("/").at(-1)!
  expect((await call(page, "query", "flow", "get", { flowId })).draft).toEqual(draft)
  await call(page, "mutation", "flow", "archive", { flowId })
})

test("a call-back begins from the gallery, in Chinese", async ({ page, context, baseURL }) => {
  await signIn(page, "designer", "/flows")
  await context.addCookies([{ name: "locale", value: "zh", url: baseURL ?? "" }])
  await page.reload()
  await page.getByRole("button", { name: "新建流程" }).first().click()
  const dialog = page.getByRole("dialog", { name: "新建流程" })
  await expect(dialog.getByRole("radio")).toHaveCount(9)
  await dialog.getByRole("searchbox", { name: "搜索模板" }).fill("回电")
  await dialog.getByRole("radio", { name: /预约回电/ }).check()
  await expect(dialog.getByRole("radio")).toHaveCount(1)
  await expectAccessible(page)
  await dialog.getByRole("button", { name: "创建流程" }).click()
  await page.waitForURL(/\/flows\/[0-9a-f-]{36}$/)
  await expect.poll(() => cards(page)).toContain("回拨客户")
  const flowId = new URL(page.url()).pathname.split("/").at(-1)!
  const { draft } = await call(page, "query", "flow", "get", { flowId })
  expect(draft.nodes.map(({ name }) => name)).toContain("等到约定时间")
  await call(page, "mutation", "flow", "archive", { flowId })
})
