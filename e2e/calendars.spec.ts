import { randomBytes } from "node:crypto"
import type { Page } from "@playwright/test"
import { call } from "./api"
import { expect, expectAccessible, test } from "./fixtures"
import { inviteMember, signUp } from "./organisation"

// A designer of flows makes a calendar with the keyboard: a lunch break, China's official year with its make-up workdays, a
// day of the company's own; and sees what it makes of a deadline over the Spring Festival of 2026.

test.use({ actionTimeout: 15_000 })

test("a calendar from its first hour to a deadline over the Spring Festival", async ({ page, browser, watch }) => {
  test.setTimeout(180_000)
  await signUp(page, "Cora Calendar", `Lantern ${randomBytes(3).toString("hex")}`)

  await test.step("it is created, and its page opens", async () => {
    await page.goto("/admin/calendars")
    await expectAccessible(page)
    await press(page, "Create calendar")
    const sheet = page.getByRole("dialog", { name: "New calendar" })
    await sheet.getByRole("textbox", { name: "Name" }).fill("Shanghai office")
    await sheet.getByRole("button", { name: /^Time zone/ }).press("Enter")
    await page.getByRole("searchbox", { name: "Search time zones" }).fill("shanghai")
    await page.keyboard.press("Enter")
    await expect(sheet.getByRole("button", { name: /^Time zone/ })).toContainText("Asia/Shanghai")
    await sheet.getByRole("textbox", { name: "Name" }).press("Enter")
    await expect(page.getByRole("heading", { level: 1, name: "Shanghai office" })).toBeVisible()
    await expect(page.getByRole("grid")).toHaveCount(12)
  })

  await test.step("Monday gets a lunch break, and the other workdays the same", async () => {
    await page.getByRole("textbox", { name: "Monday, stretch 1: closes" }).fill("12")
    await page.getByRole("button", { name: "Monday: add hours" }).press("Enter")
    await page.getByRole("textbox", { name: "Monday, stretch 2: opens" }).fill("1300")
    await page.getByRole("textbox", { name: "Monday, stretch 2: closes" }).fill("18:00")
    await page.getByRole("button", { name: "Copy Monday to Friday" }).press("Enter")
    await expect(page.getByRole("textbox", { name: "Friday, stretch 1: closes" })).toHaveValue("12:00")
    await expect(page.getByRole("textbox", { name: "Friday, stretch 2: closes" })).toHaveValue("18:00")
  })

  await test.step("hours that make no sense are said at once, and cannot be saved", async () => {
    const closes = page.getByRole("textbox", { name: "Tuesday, stretch 1: closes" })
    await closes.fill("14:00")
    await closes.press("Enter")
    await expect(page.getByText("Opening hours overlap.")).toBeVisible()
    await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled()
    await closes.fill("12:00")
    await closes.press("Enter")
    await expect(page.getByText("Opening hours overlap.")).toHaveCount(0)
  })

  await test.step("China's holidays of 2026 are looked at, then put in", async () => {
    await showYear(page, 2026)
    await press(page, "Import holidays…")
    const sheet = page.getByRole("dialog", { name: "Import public holidays" })
    await expect(sheet.getByRole("button", { name: /^Country/ })).toContainText("China")
    await expect(sheet.getByRole("checkbox", { name: /Spring Festival · Make-up workday Sat, Feb 14/ })).toBeChecked()
    await expectAccessible(page)
    await sheet.getByRole("button", { name: /^Import \d+ days$/ }).press("Enter")
    await expect(sheet).toBeHidden()
    await expect(day(page, "Tuesday, February 17, 2026")).toHaveAccessibleName(/Public holiday, Spring Festival/)
    await expect(day(page, "Saturday, February 14, 2026")).toHaveAccessibleName(/Make-up workday.*09:00–12:00/)
  })

  await test.step("a year that nobody has announced says so", async () => {
    await showYear(page, 2030)
    await press(page, "Import holidays…")
    const sheet = page.getByRole("dialog", { name: "Import public holidays" })
    await expect(sheet.getByText("No holidays are known for China in 2030")).toBeVisible()
    await expect(sheet.getByRole("button", { name: "Nothing to import" })).toBeDisabled()
    await sheet.getByRole("button", { name: "Cancel" }).press("Enter")
    await expect(sheet).toBeHidden()
    await showYear(page, 2026)
  })

  await test.step("two days of the company's own, from the keyboard", async () => {
    await day(page, "Wednesday, February 25, 2026").focus()
    await page.keyboard.press("Shift+ArrowRight")
    await page.keyboard.press("Enter")
    const panel = page.getByRole("dialog", { name: "Set days" })
    await expect(panel.getByText("2 days")).toBeVisible()
    await panel.getByRole("textbox", { name: "Name" }).fill("Company outing")
    await panel.getByRole("textbox", { name: "Name" }).press("Enter")
    await expect(day(page, "Thursday, February 26, 2026")).toHaveAccessibleName(/Closed by you, Company outing/)
    await expect(day(page, "Thursday, February 26, 2026")).toBeFocused()
  })

  await test.step("saved, it is there after a reload", async () => {
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter")
    await expect(page.getByText("Shanghai office was saved")).toBeVisible()
    await page.reload()
    await showYear(page, 2026)
    await expect(day(page, "Wednesday, February 25, 2026")).toHaveAccessibleName(/Company outing/)
    await expect(page.getByRole("textbox", { name: "Friday, stretch 1: closes" })).toHaveValue("12:00")
  })

  await test.step("somebody else was faster: both are asked for, nothing is lost", async () => {
    const id = page.url().split("/").at(-1)!
    const { hours, revision } = await call(page, "query", "calendar", "get", { calendarId: id })
    const days = [...hours.days, { date: "2026-12-24", name: "Of the other", intervals: [] }]
    await page.getByRole("button", { name: "Sunday: add hours" }).press("Enter")
    await call(page, "mutation", "calendar", "save", { calendarId: id, revision, hours: { ...hours, days } })
    watch.allow(/409.*calendar\.save/)
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter")
    await expect(page.getByRole("region", { name: "Unsaved changes" }).getByRole("alert")).toContainText(
      "Cora Calendar saved this calendar meanwhile",
    )
    await expectAccessible(page)
    await press(page, "Take theirs")
    await expect(day(page, "Thursday, December 24, 2026")).toHaveAccessibleName(/Of the other/)
    await expect(page.getByRole("textbox", { name: "Sunday, stretch 1: opens" })).toHaveCount(0)
    await page.getByRole("button", { name: "Make ordinary again: Of the other, Thu, Dec 24" }).press("Enter")
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter")
    await expect(page.getByRole("button", { name: "Save", exact: true })).toHaveCount(0)
  })

  await test.step("a supervisor sees it and changes nothing", async () => {
    const address = new URL(page.url()).pathname
    const lee = await inviteMember(page, browser, "Lee Lead", "Supervisor")
    await lee.goto(address)
    await showYear(lee, 2026)
    await expect(day(lee, "Wednesday, February 25, 2026")).toHaveAccessibleName(/Company outing/)
    await expect(lee.getByRole("button", { name: "Import holidays…" })).toHaveCount(0)
    await day(lee, "Wednesday, February 25, 2026").press("Enter")
    await expect(lee.getByRole("dialog")).toHaveCount(0)
    await expectAccessible(lee)
    await page.goto(address)
    await showYear(page, 2026)
  })

  await test.step("importing again keeps the company's own day", async () => {
    await day(page, "Monday, February 16, 2026").press("Enter")
    const panel = page.getByRole("dialog", { name: "Set days" })
    await panel.getByRole("textbox", { name: "Name" }).fill("Emergency desk")
    await panel.getByRole("radio", { name: "Special hours" }).press(" ")
    await panel.getByRole("button", { name: "Set", exact: true }).press("Enter")
    await press(page, "Import holidays…")
    const sheet = page.getByRole("dialog", { name: "Import public holidays" })
    await expect(sheet.getByText("Yours stays: Emergency desk", { exact: false })).toBeVisible()
    await expect(sheet.getByRole("button", { name: "Nothing to import" })).toBeDisabled()
    await sheet.getByRole("button", { name: "Cancel" }).press("Enter")
    await expect(sheet).toBeHidden()
    await press(page, "Discard")
    await expect(day(page, "Monday, February 16, 2026")).toHaveAccessibleName(/Public holiday, Spring Festival/)
  })

  await test.step("a deadline over the festival: Friday afternoon, twelve hours of work, due the day the office opens again", async () => {
    await page.getByLabel("Start", { exact: true }).fill("2026-02-13T16:00")
    const allowed = page.getByRole("group", { name: "Time allowed" })
    await allowed.getByRole("textbox", { name: "Hours" }).fill("12")
    await allowed.getByRole("textbox", { name: "Hours" }).press("Enter")
    await expect(page.getByRole("status").filter({ hasText: "Due" })).toContainText("Tue, Feb 24, 2026, 11:00")
    const steps = page.getByRole("list", { name: "What counts and what does not" })
    await expect(steps.getByRole("listitem")).toHaveText([
      /Fri, Feb 13 · 16:00–18:00.*2 h/,
      /Sat, Feb 14 · 09:00–12:00.*Spring Festival.*3 h/,
      /Sat, Feb 14 · 13:00–18:00.*5 h/,
      /Sun, Feb 15 – Mon, Feb 23.*Spring Festival.*not counted/,
      /Tue, Feb 24 · 09:00–11:00.*2 h/,
    ])
    await expectAccessible(page)
  })

  await test.step("as the default it cannot be deleted; another one can", async () => {
    await press(page, "Make default")
    await expect(page.getByText("Shanghai office is the default now")).toBeVisible()
    watch.allow(/400.*calendar\.remove/)
    await remove(page)
    const sheet = page.getByRole("dialog", { name: "Shanghai office", exact: true })
    await expect(sheet.getByText("This is the organisation's default calendar.", { exact: false })).toBeVisible()
    await sheet.getByRole("button", { name: "Cancel" }).press("Enter")
    await expect(sheet).toBeHidden()
    await page.goto("/admin/calendars")
    await page.getByRole("link", { name: "Office hours" }).press("Enter")
    await expect(page.getByRole("heading", { level: 1, name: "Office hours" })).toBeVisible()
    await remove(page)
    await expect(page.getByText("Office hours was deleted")).toBeVisible()
    await expect(page.getByRole("link", { name: "Shanghai office" })).toBeVisible()
    await expect(page.getByRole("link", { name: "Office hours" })).toHaveCount(0)
  })
})

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().press("Enter")
const day = (page: Page, date: string) => page.getByRole("gridcell", { name: new RegExp(`^${date},`) })

async function showYear(page: Page, year: number): Promise<void> {
  const heading = page.getByRole("heading", { name: /^Year \d{4}$/ })
  const shown = Number((await heading.innerText()).slice(-4))
  const step = Math.sign(year - shown)
  for (let at = shown + step; step !== 0 && at !== year + step; at += step) {
    await press(page, step > 0 ? "Year after" : "Year before")
    await expect(heading).toHaveText(`Year ${at}`)
  }
}

async function remove(page: Page): Promise<void> {
  await press(page, "Settings")
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).press("Enter")
  await page
    .getByRole("dialog", { name: /^Delete / })
    .getByRole("button", { name: "Remove" })
    .press("Enter")
}
