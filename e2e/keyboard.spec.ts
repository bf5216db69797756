import type { Locator, Page } from "@playwright/test"
import { expect, signIn, test } from "./fixtures"

// What opens comes late, with its own code: the very first key must open it all the same, the focus must be inside, and
// go back where it was. Each page is loaded anew, so that nothing has been opened before.

const opened = (page: Page) => page.getByRole("menu").or(page.getByRole("listbox")).or(page.getByRole("dialog"))

async function opensAndGivesBack(page: Page, trigger: Locator, key: string) {
  await trigger.focus()
  await page.keyboard.press(key)
  await expect(opened(page).first()).toBeVisible()
  const focus = page.locator(":focus")
  await expect(opened(page).locator("*").or(opened(page)).and(focus)).toHaveCount(1)
  await page.keyboard.press("Escape")
  await expect(opened(page)).toHaveCount(0)
  await expect(trigger).toBeFocused()
}

for (const key of ["Enter", "Space", "ArrowDown"])
  test(`menus open with the first ${key} and give the focus back`, async ({ page }) => {
    await signIn(page, "owner", "/inbox")
    await opensAndGivesBack(page, page.getByRole("button", { name: /^Account of/ }), key)
    await page.reload()
    const theme = page.getByRole("button", { name: "Theme" })
    await theme.focus()
    await page.keyboard.press(key)
    const entries = page.getByRole("menuitem")
    await expect(entries.first()).toBeFocused()
    await page.keyboard.press("ArrowDown")
    await expect(entries.nth(1)).toBeFocused()
    await page.keyboard.press("Home")
    await page.keyboard.press("Enter")
    await expect(page.getByRole("menu")).toHaveCount(0)
    await expect(theme).toBeFocused()
  })

test("a select opens with the first key and gives the focus back", async ({ page }) => {
  await signIn(page, "owner", "/tickets")
  const flow = page.getByRole("button", { name: /Flow$/ })
  await opensAndGivesBack(page, flow, "Enter")
  await page.reload()
  await opensAndGivesBack(page, flow, "ArrowDown")
})

test("the bell and a dialog open with the first key, and the focus comes back", async ({ page }) => {
  await signIn(page, "owner", "/tickets")
  for (const key of ["Enter", "Space"]) {
    await page.reload()
    await opensAndGivesBack(page, page.getByRole("button", { name: /^Notifications/ }), key)
    await page.reload()
    await opensAndGivesBack(page, page.getByRole("button", { name: "New ticket" }), key)
  }
})
