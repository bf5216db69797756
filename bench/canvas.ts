import { chromium, type Browser, type Page } from "@playwright/test"
import superjson from "superjson"
import { chromiumLaunchOptions } from "@/scripts/chromium.mjs"
import { startOwnInstance } from "@/scripts/own-instance.mjs"
import { serveBarePage } from "./canvas/bare-page"
import { largeFlow } from "./canvas/large-flow"
import { dragCard, firstPaint, framesOf, panView, type Frames } from "./canvas/measure-page"
import { median } from "./median"

const sizes = [
  { nodes: 300, edges: 400, paintMsMax: 1000, frameMsMax: 17 },
  { nodes: 1000, edges: 1300, paintMsMax: 2000, frameMsMax: 34 },
]
const rounds = 3
/** What a window shows of a large flow at least. */
const cardsInView = 3
const viewport = { width: 1440, height: 900 }

type Measured = { paint: number; drag: Frames; pan: Frames; dragAll: Frames }

/**
 * The designer with large flows in a real browser: until all of it stands, frames while a step is dragged and the view is
 * moved, and how long "tidy up" takes. Limit: a bare page of the same library with plain boxes at the same places.
 */
export async function benchCanvas(): Promise<void> {
  const instance = await startOwnInstance()
  try {
    const { baseUrl, accounts } = await instance.ready
    const designer = accounts.find(({ who }) => who.includes("designer"))
    if (!designer) throw new Error("The sample workspace printed no designer.")
    const browser = await chromium.launch(chromiumLaunchOptions())
    try {
      await measure(browser, baseUrl, designer)
    } finally {
      await browser.close()
    }
  } finally {
    await instance.stop()
  }
}

async function measure(browser: Browser, baseUrl: string, account: { email: string; password: string }): Promise<void> {
  const context = await browser.newContext({ baseURL: baseUrl, viewport })
  const page = await context.newPage()
  await page.goto("/sign-in")
  await page.getByLabel("E-mail").fill(account.email)
  await page.getByLabel("Password", { exact: true }).fill(account.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL((url) => url.pathname !== "/sign-in")
  const { person } = await call<{ person: { id: string } }>(page, "people.me")
  const flows = new Map(sizes.map(({ nodes, edges }) => [nodes, largeFlow(nodes, edges, person.id)]))
  const bare = await serveBarePage(flows)
  const barePage = await (await browser.newContext({ viewport })).newPage()
  try {
    for (const size of sizes) {
      const draft = flows.get(size.nodes)!
      const about = { name: `Large ${size.nodes}`, description: "" }
      const { flowId } = await call<{ flowId: string }>(page, "flow.createFrom", { ...about, draft })
      const [limits, ours]: Measured[][] = [[], []]
      const layouts: { ms: number; frames: Frames }[] = []
      for (let round = 0; round < rounds + 1; round += 1) {
        const limit = await measureOne(barePage, `${bare.baseUrl}/${size.nodes}`, draft.nodes.length, () =>
          barePage.getByRole("button", { name: "Fit View" }).click(),
        )
        const mine = await measureOne(page, `/flows/${flowId}`, cardsInView, async () => {
          await page.getByRole("button", { name: "Show everything" }).click()
        })
        const layout = await measureLayout(page)
        // The first fills the caches.
        if (round === 0) continue
        limits!.push(limit)
        ours!.push(mine)
        layouts.push(layout)
      }
      report(size, draft.edges.length, limits!, ours!, layouts)
    }
  } finally {
    await bare.stop()
  }
}

async function measureOne(page: Page, address: string, cards: number, fit: () => Promise<void>): Promise<Measured> {
  const paint = await firstPaint(page, address, cards)
  // What the page still does after it stands is not the dragging's.
  await page.waitForTimeout(1500)
  const drag = await dragCard(page)
  const pan = await panView(page)
  await fit()
  await page.waitForTimeout(800)
  const dragAll = await dragCard(page)
  return { paint, drag, pan, dragAll }
}

/** From the press until every step is where the layout wants it; then all of it is taken back, for the next round. */
async function measureLayout(page: Page): Promise<{ ms: number; frames: Frames }> {
  let ms = 0
  const undo = page.getByRole("button", { name: /^Undo: tidy up/ })
  const frames = await framesOf(page, async () => {
    const began = performance.now()
    await page.getByRole("button", { name: "Tidy up" }).click()
    await undo.waitFor({ timeout: 120_000 })
    ms = performance.now() - began
  })
  await undo.click()
  await page.getByText("Saved just now").waitFor()
  await page.waitForTimeout(2000)
  return { ms, frames }
}

function report(
  size: (typeof sizes)[number],
  edges: number,
  limits: Measured[],
  ours: Measured[],
  layouts: { ms: number; frames: Frames }[],
): void {
  const paint = (all: Measured[]) => median(all.map((one) => one.paint))
  const frames = (all: Measured[], of: (one: Measured) => Frames): Frames => ({
    median: median(all.map((one) => of(one).median)),
    p95: median(all.map((one) => of(one).p95)),
    worst: Math.max(...all.map((one) => of(one).worst)),
  })
  const line = (name: string, of: (one: Measured) => Frames) => {
    const [mine, limit] = [frames(ours, of), frames(limits, of)]
    console.log(
      `  ${name.padEnd(30)} frames of ${mine.median.toFixed(1)} ms, p95 ${mine.p95.toFixed(0)}, worst ${mine.worst.toFixed(0)}; ` +
        `bare ${limit.median.toFixed(1)} ms, p95 ${limit.p95.toFixed(0)}, worst ${limit.worst.toFixed(0)} = ${(mine.p95 / limit.p95).toFixed(1)} × at p95 (goal ${size.frameMsMax} ms)`,
    )
  }
  console.log(`\nCanvas: ${size.nodes} steps, ${edges} routes, medians of ${rounds}`)
  console.log(
    `  stands on the page after         ${paint(ours).toFixed(0)} ms (goal ${size.paintMsMax}); bare ${paint(limits).toFixed(0)} ms = ${(paint(ours) / paint(limits)).toFixed(1)} ×`,
  )
  line("a step dragged, as it opens", (one) => one.drag)
  line("the view moved by the wheel", (one) => one.pan)
  line("a step dragged, all in view", (one) => one.dragAll)
  console.log(
    `  tidied up in a worker            ${median(layouts.map(({ ms }) => ms)).toFixed(0)} ms; the page's worst frame meanwhile ${Math.max(...layouts.map(({ frames: { worst } }) => worst)).toFixed(0)} ms`,
  )
}

async function call<Output>(page: Page, path: string, input?: unknown): Promise<Output> {
  const origin = new URL(page.url()).origin
  const headers = { origin, "sec-fetch-site": "same-origin", "content-type": "application/json" }
  const body = superjson.serialize(input ?? {})
  const answer =
    input === undefined
      ? await page.request.get(`/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(body))}`, { headers })
      : await page.request.post(`/api/trpc/${path}`, { headers, data: body })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${(await answer.text()).slice(0, 400)}`)
  const { result } = (await answer.json()) as { result: { data: { json: Output } } }
  return result.data.json
}
