import { randomBytes, randomUUID } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Page } from "@playwright/test"
import type { DraftEdge, DraftGraph, DraftNode } from "../core/flow/graph"
import { close } from "../core/flow/nodes/close"
import { serviceCall } from "../core/flow/nodes/service-call"
import { start } from "../core/flow/nodes/start"
import { edge, node } from "../core/flow/starters/starter"
import { call } from "./api"
import { expect, expectAccessible, test } from "./fixtures"
import { signUp } from "./organisation"

// An owner adds a service, puts a kind of node together, and publishes a flow that asks the service twice: what it answers is
// on the ticket and in its trace. A service that is down stops the ticket, for everybody to see, until it is tried again.

const stops: (() => void)[] = []
test.afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** A customer register on this machine; `isUp` is whether it answers or fails. */
async function register() {
  const state = { isUp: true, asked: [] as { url: string; authorization: string; body: string }[] }
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => (body += chunk.toString()))
    request.on("end", () => {
      state.asked.push({ url: request.url ?? "", authorization: request.headers.authorization ?? "", body })
      if (!state.isUp) return response.writeHead(422).end("the register is being mended")
      response.setHeader("content-type", "application/json")
      return response.end(JSON.stringify({ customer: { level: "gold", score: 87 }, outcome: "known" }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  stops.push(() => server.close())
  return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api` }
}

const field = (key: string, type: "string" | "int", en: string, zh: string): DraftGraph["fields"][number] => ({
  key,
  type,
  nullable: true,
  required: false,
  label: { en, zh },
})

async function publish(page: Page, name: string, nodes: DraftNode[], edges: DraftEdge[]): Promise<string> {
  const made = { name, description: "", starter: null, locale: "en" as const }
  const { flowId } = await call(page, "mutation", "flow", "create", made)
  const { draft, draftRevision } = await call(page, "query", "flow", "get", { flowId })
  const fields = [field("level", "string", "Level", "等级"), field("score", "int", "Score", "评分")]
  const whole = { ...draft, nodes, edges, fields }
  const { revision } = await call(page, "mutation", "flow", "saveDraft", {
    flowId,
    revision: draftRevision,
    draft: whole,
  })
  await call(page, "mutation", "flow", "publish", { flowId, revision, currentVersionId: null, message: "" })
  return flowId
}

/** What the kind of this test says of itself. */
const level = {
  name: { en: "Customer level", zh: "客户等级" },
  description: { en: "Asks the register who this is.", zh: "向登记系统查询客户。" },
  icon: "user-search",
}

test("a service is asked by a flow, and what fails is tried again from the list of incidents", async ({
  page,
  watch,
}) => {
  test.setTimeout(180_000)
  const { state, url } = await register()
  await signUp(page, "Sefa Owner", `Services ${randomBytes(3).toString("hex")}`)

  await test.step("the owner adds the register with the keyboard and tries it", async () => {
    await page.goto("/admin/services")
    await expect(page.getByText("Add the first service")).toBeVisible()
    await page.getByRole("button", { name: "Add a service" }).first().focus()
    await page.keyboard.press("Enter")
    const sheet = page.getByRole("dialog", { name: "Add a service" })
    await sheet.getByRole("textbox", { name: "Name", exact: true }).focus()
    await page.keyboard.type("Register")
    await page.keyboard.press("Tab")
    await page.keyboard.type(url)
    await sheet.getByRole("button", { name: "Add a header" }).click()
    await sheet.getByPlaceholder("Authorization").fill("Authorization")
    await sheet.getByLabel("Value", { exact: true }).fill("Bearer harbour")
    await expectAccessible(page)
    await page.keyboard.press("Enter")
    await expect(sheet).toHaveCount(0)
    await page.getByRole("button", { name: "Test: Register" }).click()
    const tried = page.getByRole("dialog", { name: "Test Register" })
    await tried.getByRole("textbox", { name: "Path" }).fill("/health")
    await page.keyboard.press("Enter")
    await expect(tried.getByText(/Answered with 200/)).toBeVisible()
    await expect(tried.getByText(/"level": "gold"/)).toBeVisible()
    expect(state.asked.at(-1)).toMatchObject({ url: "/api/health", authorization: "Bearer harbour" })
    await page.keyboard.press("Escape")
  })

  const { services } = await call(page, "query", "service", "list", undefined)
  const serviceId = services[0]!.id
  expect(JSON.stringify(services)).not.toContain("harbour")
  await test.step("the owner puts a kind of step together, and sees at its side what designers will see", async () => {
    await page.goto("/admin/kinds")
    await page.getByRole("link", { name: "Add a kind" }).first().click()
    const fill = (name: string, text: string, nth = 0) =>
      page.getByRole("textbox", { name, exact: true }).nth(nth).fill(text)
    await fill("Name in Chinese", level.name.zh)
    await fill("Name in English", level.name.en)
    await fill("Description in Chinese", level.description.zh)
    await fill("Description in English", level.description.en)
    await page.getByRole("radio", { name: "Person" }).check()
    await page.getByRole("button", { name: "Add a field" }).click()
    await fill("Label in Chinese", "客户编号")
    await fill("Label in English", "Number")
    await page.getByRole("button", { name: /Type$/ }).click()
    await page.getByRole("option", { name: "Text with values in it" }).click()
    await fill("Path", "/level")
    await page.getByRole("button", { name: "Add a result" }).click()
    await fill("Label in Chinese", "等级", 1)
    await fill("Label in English", "Level", 1)
    await fill("Path in the answer", "/customer/level")
    await fill("Title in Chinese", "已知")
    await fill("Title in English", "Known")
    await page.getByRole("button", { name: "Add a way out" }).click()
    await fill("Title in Chinese", "未知", 1)
    await fill("Title in English", "Unknown", 1)
    await fill("Where the answer names the way out", "/outcome")
    await expect(page.getByRole("heading", { name: "What designers see" })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole("button", { name: "Save", exact: true }).click()
    await page.waitForURL(/\/admin\/kinds$/)
    await expect(page.getByRole("row").filter({ hasText: "Customer level" })).toBeVisible()
  })
  const { kinds } = await call(page, "query", "kind", "list", undefined)
  const { id: kindId, definition } = kinds[0]!
  expect(definition).toMatchObject({ ...level, fields: [{ key: "number", type: "text" }], request: { path: "/level" } })

  const nodes: DraftNode[] = [
    node("start", "start", "Call", [0, 0], { ...start.defaults() }),
    node("level", "custom", "Look up", [1, 0], {
      custom: { kindId, definition, values: { number: "C-7" }, keep: { level: "level" } },
    }),
    node("score", "serviceCall", "Score", [2, 0], {
      ...serviceCall.defaults(),
      serviceId,
      method: "GET",
      url: "/score",
      outputs: [{ pointer: "/customer/score", field: "score" }],
      attemptsMax: 1,
    }),
    node("end", "close", "End", [3, 0], { ...close.defaults() }),
  ]
  const edges = [
    edge("start", "next", "level"),
    edge("level", "known", "score"),
    edge("level", "unknown", "end"),
    edge("score", "done", "end"),
  ]
  const flowId = await publish(page, "Who is calling", nodes, edges)
  const open = async () =>
    (await call(page, "mutation", "ticket", "start", { flowId, variables: {}, key: randomUUID() })).ticketId

  await test.step("the kind stands in the palette, under its own name", async () => {
    await page.goto(`/flows/${flowId}`)
    const own = page.getByRole("region", { name: "Own" })
    await expect(page.getByRole("button", { name: "Own kind", exact: true })).toHaveCount(0)
    // Found by its description, dragged onto the canvas, and filled in there.
    await page.getByRole("complementary", { name: "Steps" }).getByRole("searchbox").fill("who this is")
    const canvas = page.getByRole("application")
    const box = (await canvas.boundingBox())!
    await own.getByRole("button", { name: "Customer level" }).dragTo(canvas, {
      targetPosition: { x: box.width / 2, y: box.height - 160 },
    })
    const details = page.getByRole("region", { name: "Details" })
    await expect(details.getByRole("heading", { name: "Customer level", level: 2 })).toBeVisible()
    await expect(details.getByRole("textbox", { name: /^Number/ })).toBeVisible()
    await expect(details.getByRole("button", { name: /Level goes to/ })).toBeVisible()
    await page.keyboard.press("ControlOrMeta+z")
    await expect(details.getByRole("heading", { name: "Customer level", level: 2 })).toHaveCount(0)
  })

  await test.step("what the register answers is on the ticket and in its trace", async () => {
    await page.goto(`/tickets/${await open()}`)
    await expect(page.getByText("gold").first()).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText("87").first()).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText("Look up").first()).toBeVisible()
    expect(state.asked.some(({ url: asked, body }) => asked === "/api/level" && body === '{"number":"C-7"}')).toBe(true)
  })

  await test.step("the register is down: the ticket stops, and is tried again with the keyboard", async () => {
    state.isUp = false
    const ticketId = await open()
    await page.goto("/incidents")
    const row = page.getByRole("row").filter({ hasText: "the register is being mended" })
    await expect(row).toBeVisible({ timeout: 30_000 })
    await expectAccessible(page)
    state.isUp = true
    await row.getByRole("button", { name: /^Try again: ticket/ }).focus()
    await page.keyboard.press("Enter")
    await expect(row).toHaveCount(0, { timeout: 30_000 })
    await page.goto(`/tickets/${ticketId}`)
    await expect(page.getByText("gold").first()).toBeVisible({ timeout: 30_000 })
  })

  await test.step("a service that is needed cannot be removed", async () => {
    // The browser names every refusal in its console.
    watch.allow(/status of 400 .*service\.remove/)
    await page.goto("/admin/services")
    await page.getByRole("button", { name: "Change: Register" }).click()
    await page.getByRole("button", { name: "Remove", exact: true }).click()
    await page.getByRole("dialog", { name: "Remove Register?" }).getByRole("button", { name: "Remove" }).click()
    await expect(page.getByText("The flow “Who is calling” uses it.").first()).toBeVisible()
    await expect(page.getByText("The node kind “Customer level” uses it.").first()).toBeVisible()
  })
})
