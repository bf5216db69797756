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
  const more = shot.page.getByRole("button", { name: words("designer.bar.more"), exact: true })
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

export const pictures = [
  { name: "designer", arrange: at("") },
  { name: "diff", arrange: diff },
  { name: "dry-run", arrange: at("/dry-run") },
  { name: "back-test", arrange: at("/back-test") },
  { name: "form", arrange: formBuilder("build") },
  { name: "rights", arrange: formBuilder("rights") },
  { name: "layers", arrange: at("/layers?layer=here&span=30") },
]
