import AxeBuilder from "@axe-core/playwright"
import { test as base, expect, type Page } from "@playwright/test"
import * as z from "zod"
import { beginRecording, exercised, recordActions, sentByKeyboard } from "./exercised-actions"

// What every journey starts from: `import { test, expect } from "./fixtures"`. Elements are found by role and label, as people
// find them; never by test ids.

const Accounts = z.array(z.object({ email: z.email(), password: z.string(), who: z.string() }))
export type Account = z.infer<typeof Accounts>[number]

/** The sample accounts, as `npm start` printed them. */
const accounts = Accounts.parse(JSON.parse(process.env["E2E_ACCOUNTS"] ?? "[]"))

/** The sample account whose name or role contains `who`. */
export function account(who: string): Account {
  const found = accounts.find((each) => each.who.toLowerCase().includes(who.toLowerCase()))
  if (!found)
    throw new Error(`No sample account for "${who}"; there are: ${accounts.map((each) => each.who).join("; ")}`)
  return found
}

/** What went wrong in the page without anybody looking. */
interface Watch {
  /** Problems that match are expected in this test. */
  allow(pattern: RegExp): void
}

export const test = base.extend<{ watch: Watch; actions: void }>({
  /** Fails a test for any script error, server error, or request to another host: all that is shown must be our own. */
  watch: [
    async ({ context, baseURL }, use) => {
      const problems: string[] = []
      const allowed: RegExp[] = []
      const own = new URL(baseURL ?? "").host
      context.on("weberror", (error) => problems.push(`script error: ${error.error().message}`))
      context.on("console", (message) => {
        if (message.type() === "error") problems.push(`console: ${message.text()} (${message.location().url})`)
      })
      context.on("request", (request) => {
        const { protocol, host } = new URL(request.url())
        if (protocol.startsWith("http") && host !== own) problems.push(`request to ${host}`)
      })
      context.on("response", (response) => {
        if (response.status() >= 500) problems.push(`${response.status()} from ${response.url()}`)
      })
      await use({ allow: (pattern) => void allowed.push(pattern) })
      expect(problems.filter((problem) => !allowed.some((pattern) => pattern.test(problem)))).toEqual([])
    },
    { auto: true },
  ],

  /** A test that is said to take actions by keyboard has had the browser send each of them. */
  actions: [
    async ({ context }, use, { title }) => {
      const said = exercised[title]
      if (said) {
        beginRecording()
        await recordActions(context)
      }
      await use()
      if (said) expect(sentByKeyboard().toSorted(), "sent by keyboard").toEqual(said.toSorted())
    },
    { auto: true },
  ],
})

const sessions = new Map<string, Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>>>()

/**
 * Signs the sample account in and opens `path`. The first time for each account through the form, then with that session's
 * cookies: signing in as often as there are tests would meet the limit on attempts, which has a journey of its own.
 */
export async function signIn(page: Page, who: string, path = "/"): Promise<void> {
  const { email, password } = account(who)
  const session = sessions.get(email)
  if (session) {
    await page.context().addCookies(session)
  } else {
    await page.goto("/sign-in")
    await page.getByLabel("E-mail").fill(email)
    await page.getByLabel("Password", { exact: true }).fill(password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL((url) => url.pathname !== "/sign-in")
    sessions.set(email, await page.context().cookies())
  }
  await page.goto(path)
}

/**
 * Fails with the rule and the element for every breach of WCAG 2.2 A and AA that axe finds in the page as it is, or in the
 * part of it that a selector names.
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  expect(await breaches(page, within)).toEqual([])
}

/** What is wrong stays wrong: a dialog that only begins to fade in is looked at again. */
async function breaches(page: Page, within?: string): Promise<string[]> {
  for (let attempt = 1; ; attempt++) {
    const found = await breachesNow(page, within)
    if (found.length === 0 || attempt === looksMax) return found
    await page.waitForTimeout(300)
  }
}
const looksMax = 3

async function breachesNow(page: Page, within?: string): Promise<string[]> {
  // Half-way between two states a colour is neither's.
  await page.evaluate(async () => {
    // Those that follow a scroll bar go on for as long as nobody scrolls.
    const ending = document.getAnimations().filter((one) => {
      return one.timeline instanceof DocumentTimeline && one.effect?.getComputedTiming().endTime !== Infinity
    })
    await Promise.allSettled(ending.map((one) => one.finished))
  })
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
  const axe = new AxeBuilder({ page }).withTags(tags)
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze()
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`))
}

/** The same, light and dark: whatever is open stays as it is. */
export async function expectAccessibleInBothLooks(page: Page, what: string, within?: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await base.step(`${what}, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme })
      await expect(page.locator("html")).toHaveClass(new RegExp(colorScheme))
      // All of them, not the first: whoever changed a colour wants to know everywhere it shows.
      expect.soft(await breaches(page, within), `${what}, ${colorScheme}`).toEqual([])
    })
  }
}

export { expect }
