import type { BrowserContext, Page } from "@playwright/test"
import { ticketActions, type TicketAction } from "../core/ticket/who-may"

/**
 * The tests in which people take each action of the engine's table on the pages, by keyboard, by the tests' titles. Not only
 * said: a test fails unless the browser has sent just these from pages no pointer has touched. `exercised-actions.test.ts`
 * fails while an action of the table stands nowhere.
 */
export const exercised: Record<string, TicketAction[]> = {
  "signers are added before, beside and after, taken off, asked and heard; votes are taken back": [
    "addSign",
    "removeSign",
    "delegate",
    "retract",
    "decide",
  ],
  "a ticket is returned with a picture of what that undoes, taken back, and rejected to a chosen step": [
    "return",
    "withdraw",
    "decide",
  ],
  "two branches are decided by two people, join and are replayed; the ticket is urged, copied, moved and reopened": [
    "urge",
    "copy",
    "jump",
    "reopen",
    "decide",
  ],
  "work is claimed from a queue, put back, handed out of it, handed over and remarked on": [
    "claim",
    "unclaim",
    "transfer",
    "comment",
  ],
  "a clock is paused and goes on, and its warnings are acknowledged": ["pause", "resume", "acknowledge"],
  "a stuck ticket is tried again, and one that nobody needs is revoked": ["retry", "revoke"],
}

type Sent = { page: Page; action: TicketAction }

let sent: Sent[] = []
const touched = new Set<Page>()

/** Forgets what was sent and touched before. */
export function beginRecording(): void {
  sent = []
  touched.clear()
}

/** The actions that were sent, and taken, from pages no pointer has touched since `beginRecording`. */
export const sentByKeyboard = (): TicketAction[] => [
  ...new Set(sent.filter(({ page }) => !touched.has(page)).map(({ action }) => action)),
]

const isAction = (name: string | undefined): name is TicketAction => ticketActions.some((action) => action === name)

/** Watches what the pages of a context send. What a test calls itself (`./api`) is no page's, and does not count. */
export async function recordActions(context: BrowserContext): Promise<void> {
  await context.exposeBinding("pointerTouched", ({ page }) => void touched.add(page))
  await context.addInitScript(() => {
    const tell = () => (globalThis as unknown as { pointerTouched(): void }).pointerTouched()
    for (const type of ["pointerdown", "touchstart"]) addEventListener(type, tell, { capture: true })
  })
  context.on("response", (response) => {
    const { pathname } = new URL(response.url())
    if (!pathname.startsWith("/api/trpc/") || response.request().method() !== "POST" || !response.ok()) return
    const page = response.frame().page()
    for (const path of pathname.slice("/api/trpc/".length).split(",")) {
      const [noun, verb] = path.split(".")
      if ((noun === "todo" || noun === "ticket") && isAction(verb)) sent.push({ page, action: verb })
    }
  })
}
