import type { Locator, Page } from "@playwright/test"
import { read, todoOf, type Staff } from "./action-flows"
import { expect } from "./fixtures"

// What somebody without a pointer does on the pages: keys, and the focus.

export type Person = Staff["owner"]

/** Opens somebody's todo and waits until its keys count. */
export async function openWork({ page }: Person, ticketId: string, todoId: string): Promise<void> {
  await page.goto(`/inbox?todo=${ticketId}.${todoId}`)
  await expect(page.getByRole("region", { name: "History" })).toBeVisible()
}
export const openTodo = async (who: Person, ticketId: string) => openWork(who, ticketId, await todoOf(who, ticketId))

export async function openTicket({ page }: Person, ticketId: string): Promise<void> {
  await page.goto(`/tickets/${ticketId}`)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
}

/** Presses a key until what it opens is there: a todo that has just appeared takes no keys for a moment. */
export async function pressFor(page: Page, key: string, opened: Locator): Promise<void> {
  await expect(async () => {
    if (!(await opened.isVisible())) await page.keyboard.press(key)
    await expect(opened).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000, intervals: [50] })
}
export const dialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name })

/** Goes there with the Tab key, as somebody without a pointer would. */
export async function tabTo(page: Page, target: Locator, pressesMax = 60): Promise<void> {
  for (let presses = 0; presses < pressesMax; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press("Tab")
  }
  await expect(target).toBeFocused()
}

/** In a people picker, whose search has the focus. */
export async function pick(page: Page, ...names: string[]): Promise<void> {
  const search = page.getByRole("searchbox", { name: "Search by name" })
  await expect(search).toBeFocused()
  for (const name of names) {
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type(name)
    const option = page.getByRole("option", { name: new RegExp(`^${name}`) })
    await expect(page.getByRole("option")).toHaveCount(1)
    await expect(option).toBeVisible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(option).toHaveAttribute("aria-selected", "true")
    // React Aria tells screen readers of the option a moment after the typing.
    await expect(search).toHaveAttribute("aria-activedescendant", (await option.getAttribute("id")) ?? "none")
  }
}

export async function say(page: Page, label: string | RegExp, text: string): Promise<void> {
  await tabTo(page, page.getByRole("dialog").getByRole("textbox", { name: label }))
  await page.keyboard.type(text)
}

export async function submit(page: Page, opened: Locator): Promise<void> {
  await page.keyboard.press("ControlOrMeta+Enter")
  await expect(opened).toHaveCount(0)
}

/** Chooses an entry of the menu that M opens. */
export async function chooseMore(page: Page, entry: string): Promise<void> {
  const item = page.getByRole("menuitem", { name: entry })
  await pressFor(page, "m", item)
  for (let presses = 0; presses < 10; presses++) {
    if (await item.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press("ArrowDown")
  }
  await page.keyboard.press("Enter")
}

export const todosAt = async (page: Page, ticketId: string) => Object.values((await read(page, ticketId)).state.todos)
export const standsAt = async (page: Page, ticketId: string) =>
  Object.values((await read(page, ticketId)).state.tokens).map(({ nodeId }) => nodeId)

/** Decides the open todo by its key; the page goes on with the next one. */
export async function pressDecision(page: Page, key: string, name: string): Promise<void> {
  const url = page.url()
  await expect(page.getByRole("button", { name: new RegExp(`^${name}`) })).toBeVisible()
  await expect(async () => {
    if (page.url() === url && (await page.getByText(/: sending…/).count()) === 0) await page.keyboard.press(key)
    await expect(page.getByText(new RegExp(`${name}: #\\d+`))).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000, intervals: [50] })
}

export async function hasTodo({ page, id }: Person, ticketId: string): Promise<boolean> {
  return (await todosAt(page, ticketId)).some((todo) => todo.assigneeId === id && todo.state === "active")
}

/** Chooses a step in the list of a dialog that moves a ticket. */
export async function moveTo(page: Page, opened: Locator, step: RegExp): Promise<void> {
  const wanted = opened.getByRole("radio", { name: step })
  await expect(opened).toBeVisible()
  const first = opened.getByRole("group", { name: /step$/ }).getByRole("radio").first()
  await tabTo(page, first)
  await page.keyboard.press("Space")
  for (let presses = 0; presses < 10 && !(await wanted.isChecked()); presses++) await page.keyboard.press("ArrowDown")
  await expect(wanted).toBeChecked()
}
