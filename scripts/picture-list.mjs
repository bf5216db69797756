import { readFileSync } from "node:fs"
import path from "node:path"

// What the pictures of docs/ show: how each page is reached and arranged, in either language.

const texts = Object.fromEntries(
  ["en", "zh"].map((language) => [
    language,
    JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../messages/${language}.json`), "utf8")),
  ]),
)

/** The sentence of `key` (`flow.layers.title`) in a language. */
export function text(language, key) {
  const found = key.split(".").reduce((part, name) => part?.[name], texts[language])
  if (typeof found !== "string") throw new Error(`messages/${language}.json has no "${key}"`)
  return found
}

async function call(page, noun, verb, input) {
  const query = encodeURIComponent(JSON.stringify({ json: input ?? {} }))
  const answer = await page.request.get(`/api/trpc/${noun}.${verb}?input=${query}`)
  if (!answer.ok()) throw new Error(`${noun}.${verb}: ${answer.status()}`)
  return (await answer.json()).result.data.json
}

async function change(page, noun, verb, input) {
  const answer = await page.request.post(`/api/trpc/${noun}.${verb}`, {
    headers: { origin: new URL(page.url()).origin, "sec-fetch-site": "same-origin" },
    data: { json: input },
  })
  if (!answer.ok()) throw new Error(`${noun}.${verb}: ${answer.status()} ${(await answer.text()).slice(0, 300)}`)
  return (await answer.json()).result.data.json
}

const backTestSecMax = 60
const dispatchSecMax = 40
/** What callers asked to be waived, in major units: some on either side of every limit. */
const amounts = [120, 300, 450, 520, 600, 640, 700, 780, 850, 880, 940, 1200, 1500, 1800, 2100, 2600, 90, 610, 730, 820]

/**
 * What the pictures show that a fresh sample has not: a draft that would decide otherwise, with a group and a note on it, tests
 * of it, and tickets that go through the version in use.
 */
export async function prepare(page) {
  const flow = await sampleFlow(page)
  const { draft, draftRevision: revision } = await call(page, "flow", "get", { flowId: flow.id })
  if (draft.annotations) return
  const edges = draft.edges.map((edge) => ({ ...edge, condition: edge.condition.replace("50000", "90000") }))
  const at = (id) => draft.nodes.find((node) => node.id === id).position
  const [manager, head] = [at("manager"), at("head")]
  const annotations = [
    {
      id: "limits",
      kind: "group",
      text: "Above the supervisor’s limit · 超出主管权限",
      tone: "blue",
      position: { x: manager.x - 28, y: Math.min(manager.y, head.y) - 40 },
      size: { width: head.x - manager.x + 248 + 56, height: Math.abs(head.y - manager.y) + 240 },
    },
    {
      id: "policy",
      kind: "note",
      text: "Limits: policy 7, in force since March.\n权限标准：制度第7条，3月起执行。",
      tone: "amber",
      position: { x: at("supervisor").x, y: at("supervisor").y + 210 },
      size: { width: 264, height: 92 },
    },
  ]
  const saved = { flowId: flow.id, revision, draft: { ...draft, edges, annotations } }
  await change(page, "flow", "saveDraft", saved)
  const { people } = (await call(page, "flow", "get", { flowId: flow.id })).directory
  const whoHas = (role) => people.find(({ roles }) => roles.includes(role)).id
  const open = { type: "open", by: whoHas("agent"), call: null, fields: { amount: 60_000, reason: "loyalty" } }
  const approve = {
    type: "decide",
    nodeId: "supervisor",
    personId: whoHas("supervisor"),
    decision: "approve",
    outcome: null,
    comment: "",
    fields: {},
  }
  const names = { supervisor: "Supervisor", manager: "Manager" }
  const test = (name, moves, standsAt) =>
    change(page, "scenario", "save", {
      flowId: flow.id,
      was: null,
      name,
      scenario: {
        startAt: Date.UTC(2026, 10, 20, 1),
        moves,
        expectation: { result: { status: "open", resolution: null, standsAt: [standsAt] }, names },
      },
    })
  await test("Every request begins with the supervisor · 先由主管审批", [open], "supervisor")
  await test("600 goes to the manager · 600元由经理审批", [open, approve], "manager")
  for (const [index, amount] of amounts.entries()) {
    const variables = { amount: amount * 100, reason: index % 2 ? "loyalty" : "hardship" }
    await change(page, "ticket", "start", { flowId: flow.id, variables, key: crypto.randomUUID() })
  }
}

/** Everything that waits for whoever is signed in is approved. */
export async function approveAll(page) {
  for (let second = 0; second < dispatchSecMax; second++) {
    const { items } = await call(page, "todo", "inbox", { view: "mine" })
    for (const { ticketId, todoId } of items) {
      const decision = { decision: "approve", outcome: null, comment: "", fields: {} }
      await change(page, "todo", "decide", { ticketId, todoId, key: crypto.randomUUID(), ...decision })
    }
    if (second > 3 && items.length === 0) return
    await page.waitForTimeout(1000)
  }
}

export async function backTest(page) {
  const flow = await sampleFlow(page)
  const { backTestId } = await change(page, "backTest", "start", { flowId: flow.id, days: 30 })
  for (let second = 0; second < backTestSecMax; second++) {
    const { items } = await call(page, "backTest", "list", { flowId: flow.id })
    if (items.find(({ id }) => id === backTestId)?.state === "done") return
    await page.waitForTimeout(1000)
  }
  throw new Error("the back-test did not end")
}

/** The sample workspace's fee reduction. */
async function sampleFlow(page) {
  const { items } = await call(page, "flow", "list", undefined)
  const flow = items.find(({ name }) => name === "Fee reduction")
  if (!flow) throw new Error("the sample workspace has no flow called Fee reduction")
  return flow
}

/** Until nothing moves any more: fonts, the canvas's first fit, a panel that slides in. */
export async function settle(page) {
  await page.waitForLoadState("networkidle").catch(() => {})
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(600)
}

const at = (rest) => async (shot) => {
  const flow = await sampleFlow(shot.page)
  await shot.page.goto(`/flows/${flow.id}${rest}`)
  await shot.page.locator(".react-flow__node").first().waitFor()
  await settle(shot.page)
}

const formBuilder = (view) => async (shot) => {
  const flow = await sampleFlow(shot.page)
  await shot.page.goto(`/flows/${flow.id}`)
  await shot.page.locator(".react-flow__node").first().waitFor()
  const words = (key) => text(shot.language, key)
  const more = shot.page.getByRole("button", { name: words("designer.bar.more"), exact: true }).first()
  if (await more.isVisible()) {
    await more.click()
    await shot.page.getByRole("menuitem", { name: words("designer.bar.settings") }).click()
  } else await shot.page.getByRole("button", { name: words("designer.bar.settings") }).click()
  await shot.page.getByRole("button", { name: words("designer.form.build") }).click()
  await shot.page
    .getByRole("dialog")
    .last()
    .getByRole("radio", { name: words(`designer.builder.views.${view}`) })
    .check()
  await settle(shot.page)
}

/** The two newest versions side by side. */
async function diff(shot) {
  const flow = await sampleFlow(shot.page)
  const { items } = await call(shot.page, "flow", "versions", { flowId: flow.id })
  const [to, from] = items
  await at(`/compare?${new URLSearchParams({ from: (from ?? to).id, to: to.id })}`)(shot)
}

/** A run with a ticket in it. */
async function dryRun(shot) {
  const flow = await sampleFlow(shot.page)
  const fields = encodeURIComponent(JSON.stringify({ amount: 60_000, reason: "loyalty" }))
  await shot.page.goto(`/flows/${flow.id}/dry-run?fields=${fields}`)
  await shot.page.getByRole("button", { name: text(shot.language, "dryRun.start.open") }).click()
  await shot.page.getByRole("button", { name: text(shot.language, "dryRun.time.toNext") }).click()
  await settle(shot.page)
  await shot.page.evaluate(() => scrollTo(0, 0))
}

async function tests(shot) {
  const flow = await sampleFlow(shot.page)
  await shot.page.goto(`/flows/${flow.id}/dry-run?tests`)
  const list = shot.page.getByRole("tabpanel")
  await list.getByText("600 goes to the manager").waitFor()
  await settle(shot.page)
  if (shot.isPhone) await list.scrollIntoViewIfNeeded()
}

/** The other face of the flow; a phone keeps it for the pictures that follow, so it is turned back. */
async function tree(shot) {
  await shot.page.addInitScript(() => localStorage.setItem("designer.face", "tree"))
  const flow = await sampleFlow(shot.page)
  await shot.page.goto(`/flows/${flow.id}`)
  await shot.page.locator(".tree-card").first().waitFor()
  await settle(shot.page)
  await shot.page.evaluate(() => localStorage.removeItem("designer.face"))
}

/** One step with its settings. */
async function inspector(shot) {
  await at("")(shot)
  await shot.page.locator('.react-flow__node[data-id="supervisor"]').click()
  await settle(shot.page)
}

export const pictures = [
  { name: "designer", arrange: at("") },
  { name: "diff", arrange: diff },
  { name: "inspector", arrange: inspector },
  { name: "tree", arrange: tree },
  { name: "dry-run", arrange: dryRun },
  { name: "tests", arrange: tests },
  { name: "back-test", arrange: at("/back-test") },
  { name: "form", arrange: formBuilder("build") },
  { name: "rights", arrange: formBuilder("rights") },
  { name: "layers", arrange: at("/layers?layer=here&span=30") },
]
