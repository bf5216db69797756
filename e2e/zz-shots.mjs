import { chromium } from "@playwright/test"
import { createServer } from "node:http"
import { chromiumLaunchOptions } from "../scripts/chromium.mjs"
import superjson from "superjson"
import AxeBuilder from "@axe-core/playwright"
import { existsSync, writeFileSync, readFileSync } from "node:fs"
const base = "http://localhost:3214"
const only = process.argv[2] ?? ""
const server = createServer((q, r) => { if (q.url.includes("fail")) return r.writeHead(500).end("broken"); r.writeHead(200, {"content-type":"application/json"}).end(JSON.stringify({data:{level:"gold",score:7},tags:["a","b"],result:"approved"})) })
await new Promise(r => server.listen(39214, "127.0.0.1", r)).catch(()=>{})
const browser = await chromium.launch(chromiumLaunchOptions())
const ctx = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US", timezoneId: "Asia/Shanghai", baseURL: base })
const page = await ctx.newPage()
page.on("console", m => { if (m.type()==="error") console.log("console:", m.text().slice(0,300)) })
page.on("pageerror", e => console.log("pageerror:", e.message.slice(0,400)))
await page.goto("/sign-in", {timeout: 120000})
await page.waitForTimeout(4000)
await page.getByLabel("E-mail").fill("owner@sample.example")
await page.getByLabel("Password", { exact: true }).fill("hotline-sample-2026")
await page.getByRole("button", { name: "Sign in" }).click()
await page.waitForURL(/inbox/, {timeout: 25000}).catch(async (e) => { await page.screenshot({path:"/tmp/h/shots/signin.png"}); console.log(page.url()); throw e })
export async function api(kind, path, input) {
  const ser = superjson.serialize(input)
  const r = kind === "query" ? await page.request.get(`/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(ser))}`) : await page.request.post(`/api/trpc/${path}`, { data: ser, headers: { origin: base } })
  const j = await r.json()
  if (j.error) { console.log(path, JSON.stringify(j.error.json?.data?.app ?? j.error).slice(0,600)); return null }
  return superjson.deserialize(j.result.data)
}
const { default: run } = await import(process.argv[3] ?? "/tmp/h/nui-run.mjs")
async function shot(name, {zh=false, phone=false, axe=false, full=false}={}) {
  await page.waitForTimeout(500)
  await page.screenshot({ path: `/tmp/h/shots/${name}.png`, fullPage: full })
  if (axe) { const res = await new AxeBuilder({ page }).analyze(); for (const v of res.violations) console.log("AXE", name, v.id, v.nodes.map(n=>n.target.join(" ")+" "+n.html.slice(0,140)).slice(0,4)) }
}
try { await run({ page, ctx, api, shot, only, server, browser }) } finally { await browser.close(); server.close(); process.exit(0) }
