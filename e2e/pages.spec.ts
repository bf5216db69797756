import type { Page } from "@playwright/test"
import { call } from "./api"
import { expect, expectAccessible, signIn, test } from "./fixtures"

// Every page, in both languages and both looks, at a desk and on a phone: nothing sticks out, nothing fails in silence, and
// whoever cannot see or point can use it.

const pages = [
  "/inbox",
  "/tickets",
  "/flows",
  "/live",
  "/calls",
  "/incidents",
  "/admin/members",
  "/admin/members/invitations",
  "/admin/members/units",
  "/admin/members/skill-groups",
  "/admin/connectors",
  "/admin/routing",
  "/admin/channels",
  "/admin/services",
  "/admin/kinds",
  "/admin/kinds/new",
  "/admin/calendars",
  "/admin/outbox",
  "/account",
]

const looks = [
  { name: "at a desk, in English, light", size: { width: 1440, height: 900 }, locale: "en", colorScheme: "light" },
  { name: "on a phone, in Chinese, dark", size: { width: 390, height: 844 }, locale: "zh", colorScheme: "dark" },
] as const

for (const { name, size, locale, colorScheme } of looks) {
  test.describe(name, () => {
    test.use({ viewport: size, colorScheme, locale: locale === "zh" ? "zh-CN" : "en-US" })

    test("the pages before the sign-in", async ({ page, context, baseURL }) => {
      await context.addCookies([{ name: "locale", value: locale, url: baseURL! }])
      for (const address of ["/sign-in", "/sign-up", "/join/nobody/no-such-invitation"]) await look(page, address)
    })

    test("the pages behind it", async ({ page, context, baseURL, watch }) => {
      test.setTimeout(240_000)
      await context.addCookies([{ name: "locale", value: "en", url: baseURL! }])
      await signIn(page, "owner", "/flows")
      await context.addCookies([{ name: "locale", value: locale, url: baseURL! }])
      const flow = (await call(page, "query", "flow", "list", undefined)).items[0]!
      await expect
        .poll(async () => (await tickets(page)).length, { timeout: 90_000, message: "a call becomes a ticket" })
        .toBeGreaterThan(0)
      const ticket = (await tickets(page))[0]!
      const calendar = (await call(page, "query", "calendar", "list", undefined)).items[0]!
      const ofOne = [
        `/admin/calendars/${calendar.id}`,
        `/flows/${flow.id}`,
        `/flows/${flow.id}/dry-run`,
        `/flows/${flow.id}/back-test`,
        `/flows/${flow.id}/versions`,
        `/flows/${flow.id}/versions/migrate`,
        `/tickets/${ticket.id}`,
        `/tickets/${ticket.id}/replay`,
      ]
      for (const address of [...pages, ...ofOne]) await look(page, address)
      // An address that leads to no ticket.
      watch.allow(/404/)
      await look(page, `/tickets/${flow.id}`)
    })
  })
}

const tickets = async (page: Page) => (await call(page, "query", "ticket", "list", { status: "all", limit: 1 })).items

async function look(page: Page, address: string): Promise<void> {
  await test.step(address, async () => {
    await page.goto(address)
    const heading = page.getByRole("heading", { level: 1 })
    await expect(heading.first()).toBeVisible()
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0)
    const width = await page.evaluate(() => {
      const main = document.querySelector("#content") ?? document.documentElement
      return main.scrollWidth - main.clientWidth
    })
    expect(width, "something is wider than the page").toBeLessThanOrEqual(1)
    await expectAccessible(page)
  })
}
