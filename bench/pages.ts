import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import path from "node:path"
import { chromium, type Page } from "@playwright/test"
import * as z from "zod"
import { chromiumLaunchOptions } from "@/scripts/chromium.mjs"
import { startOwnInstance } from "@/scripts/own-instance.mjs"
import { median } from "./median"

// What a user of the sample workspace waits for, and what the processes keep in memory while its simulated hotline rings.

/** Requests to each page before any is measured: a process that has just started compiles its code first. */
const warmUps = 40
const requests = 200
const rounds = 3
const quantiles = [0.5, 0.95, 0.99]
const firstLoadKbMax = 250
const answerMsMax = 50
const memoryMbMax: Record<string, number> = { web: 400, workers: 250 }
/** The simulated hotline must have run for a while before memory says anything. */
const ringingSec = 120

const pages = [
  "/inbox",
  "/tickets",
  "/flows",
  "/live",
  "/calls",
  "/admin/members",
  "/admin/members/invitations",
  "/admin/members/units",
  "/admin/members/skill-groups",
  "/admin/connectors",
  "/admin/routing",
  "/admin/channels",
  "/admin/outbox",
  "/account",
]

const verdict = (isGood: boolean) => (isGood ? "" : "  ← over the limit")
const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0

/** First load of each page, answers of each page and procedure, resident memory: on an instance started as `npm start` does. */
export async function benchPages(): Promise<void> {
  const startedAt = Date.now()
  const instance = await startOwnInstance()
  try {
    const { baseUrl, accounts } = await instance.ready
    const owner = accounts.find(({ who }) => who.includes("owner"))
    if (!owner) throw new Error("The sample workspace printed no owner.")
    let cookie = ""
    let addresses: string[] = []
    const browser = await chromium.launch(chromiumLaunchOptions())
    try {
      const context = await browser.newContext({ baseURL: baseUrl })
      const page = await context.newPage()
      // What the router fetches ahead for other pages is not this page's first load.
      await page.route("**/*", (route) =>
        route.request().headers()["next-router-prefetch"] ? route.abort() : route.continue(),
      )
      console.log("\nFirst load of JavaScript, compressed, with an empty cache")
      for (const address of ["/sign-in", "/sign-up"]) await printFirstLoad(page, address)
      await page.goto("/sign-in")
      await page.getByLabel("E-mail").fill(owner.email)
      await page.getByLabel("Password", { exact: true }).fill(owner.password)
      await page.getByRole("button", { name: "Sign in" }).click()
      await page.waitForURL((url) => url.pathname !== "/sign-in")
      const ticket = await firstTicket(page)
      const all = [...pages, `/tickets/${ticket}`, `/tickets/${ticket}/replay`]
      for (const address of all) await printFirstLoad(page, address)
      const cookies = await context.cookies()
      cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ")
      addresses = all
    } finally {
      await browser.close()
    }
    const wait = ringingSec * 1000 - (Date.now() - startedAt)
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    printMemory("Resident memory under the simulated hotline", instance.dataDir, true)
    printAnswers(baseUrl, cookie, addresses)
    printMemory("Resident memory after these requests, garbage included", instance.dataDir, false)
  } finally {
    await instance.stop()
  }
}

/**
 * Scripts the page itself names, without which it does not work, and those it asks for once it has drawn (the replay's
 * canvas, a chart): compressed, as they came over the wire.
 */
async function printFirstLoad(page: Page, address: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send("Network.enable")
  await session.send("Network.setCacheDisabled", { cacheDisabled: true })
  const scripts = new Map<string, string>()
  const bytesOf = new Map<string, number>()
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script") scripts.set(requestId, new URL(response.url).pathname)
  })
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId)
    if (script) bytesOf.set(script, encodedDataLength)
  })
  const answer = await page.goto(address, { waitUntil: "load" })
  const html = (await answer?.text()) ?? ""
  await page.getByRole("main").first().waitFor()
  await page.waitForTimeout(1500)
  await session.detach()
  let [firstKb, laterKb] = [0, 0]
  for (const [script, bytes] of bytesOf)
    if (html.includes(script)) firstKb += bytes / 1000
    else laterKb += bytes / 1000
  const later = laterKb >= 1 ? `, then ${laterKb.toFixed(0)} kB` : ""
  console.log(
    `  ${pattern(address).padEnd(32)} ${firstKb.toFixed(0).padStart(5)} kB${later}${verdict(firstKb <= firstLoadKbMax)}`,
  )
}

/** `/tickets/0198…/replay` → `/tickets/[id]/replay`. */
const pattern = (address: string) => address.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "[id]")

async function firstTicket(page: Page): Promise<string> {
  const list = z.object({
    result: z.object({ data: z.object({ json: z.object({ items: z.array(z.object({ id: z.uuid() })) }) }) }),
  })
  const input = encodeURIComponent(JSON.stringify({ json: { status: "all", limit: 1 } }))
  for (let attempt = 0; attempt < 120; attempt++) {
    const answer = await page.request.get(`/api/trpc/ticket.list?input=${input}`)
    const id = list.parse(await answer.json()).result.data.json.items[0]?.id
    if (id) return id
    await page.waitForTimeout(1000)
  }
  throw new Error("No call of the sample workspace became a ticket within two minutes.")
}

/** One after the other, so that nothing waits behind a request of ours. `/api/health` is the floor: a route and one statement. */
function printAnswers(baseUrl: string, cookie: string, addresses: string[]): void {
  console.log("\nServer answers, one at a time, whole body read          p50      p95      p99   × /api/health")
  const job = { baseUrl, cookie, addresses: ["/api/health", ...addresses], warmUps, requests, rounds }
  const printed = execFileSync(process.execPath, ["bench/answers.mjs", JSON.stringify(job)], { encoding: "utf8" })
  const times = z.record(z.string(), z.array(z.array(z.number()))).parse(JSON.parse(printed))
  const figures = Object.entries(times).map(([address, measured]) => {
    const sorted = measured.map((round) => round.toSorted((a, b) => a - b))
    return { address, ms: quantiles.map((share) => median(sorted.map((round) => quantile(round, share)))) }
  })
  for (const { address, ms } of figures) {
    const columns = ms.map((value) => `${value.toFixed(1).padStart(6)} ms`).join("")
    const ratio = (ms[0]! / figures[0]!.ms[0]!).toFixed(1).padStart(6)
    console.log(`  ${pattern(address).padEnd(50)} ${columns} ${ratio}${verdict(ms[1]! <= answerMsMax)}`)
  }
}

/** Resident memory of each supervised process with all it started. */
function printMemory(title: string, dataDir: string, isLimited: boolean): void {
  const record = z
    .object({ processes: z.array(z.object({ name: z.string(), pid: z.int() })) })
    .parse(JSON.parse(readFileSync(path.join(dataDir, "run.json"), "utf8")))
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,rss="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
  const treeKb = (root: number): number =>
    rows.reduce((sum, [pid, parent, rss = 0]) => {
      if (pid === root) return sum + rss
      return parent === root && pid !== undefined ? sum + treeKb(pid) : sum
    }, 0)
  console.log(`\n${title}`)
  for (const { name, pid } of record.processes) {
    const mb = treeKb(pid) / 1000
    // The record names the build as well, which has long ended.
    if (mb === 0) continue
    const max = isLimited ? (memoryMbMax[name.replace(/[- ]?\d+$/, "")] ?? Infinity) : Infinity
    console.log(`  ${name.padEnd(32)} ${mb.toFixed(0).padStart(5)} MB${verdict(mb <= max)}`)
  }
}
