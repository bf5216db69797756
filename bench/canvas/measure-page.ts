import type { Page } from "@playwright/test"
import { median } from "@/bench/median"

/** Frames while something is done, in milliseconds. */
export type Frames = { median: number; p95: number; worst: number }

const at = (times: number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)] ?? 0

/**
 * Milliseconds from the request for the page until a frame in which the flow stands, uncovered: at least `cards` of it, for of
 * large ones the designer keeps only what is in view. Scripts and styles are in the browser's cache, as for whoever has been
 * here before.
 */
export async function firstPaint(page: Page, address: string, cards: number): Promise<number> {
  await page.goto("about:blank")
  await page.addInitScript((count) => {
    const look = () => {
      const canvas = document.querySelector(".react-flow")
      const shown = document.querySelectorAll(".react-flow__node").length
      const isCovered = canvas?.querySelector("[data-opening]") !== null
      const first = document.querySelector<HTMLElement>(".react-flow__node")
      const isVisible = first !== null && getComputedStyle(first).visibility === "visible"
      if (shown >= count && !isCovered && isVisible) {
        // The frame after the one that draws them.
        requestAnimationFrame(() => setTimeout(() => Object.assign(window, { shownAt: performance.now() })))
      } else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, cards)
  await page.goto(address)
  await page.waitForFunction(() => "shownAt" in window, undefined, { timeout: 60_000 })
  return page.evaluate(() => (window as unknown as { shownAt: number }).shownAt)
}

/** The frames of the page while `act` goes on. */
export async function framesOf(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { frameTimes: times, isRecording: true })
    let last = performance.now()
    const tick = (now: number) => {
      times.push(now - last)
      last = now
      if ((window as unknown as { isRecording: boolean }).isRecording) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await act()
  const times = await page.evaluate(() => {
    Object.assign(window, { isRecording: false })
    return (window as unknown as { frameTimes: number[] }).frameTimes.slice(2)
  })
  return { median: median(times), p95: at(times, 0.95), worst: Math.max(...times) }
}

/** Drags the card nearest to the middle of the window round in a circle for about three seconds, with more moves than frames. */
export async function dragCard(page: Page): Promise<Frames> {
  // Which card that is depends on where the view stands; a large flow does not fit into it at the smallest scale.
  const [x, y] = await page.evaluate(() => {
    const cards = [...document.querySelectorAll(".react-flow__node")].map((card) => card.getBoundingClientRect())
    const away = (box: DOMRect) => Math.hypot(box.x + box.width / 2 - innerWidth / 2, box.y - innerHeight / 2)
    const [box] = cards.toSorted((a, b) => away(a) - away(b))
    if (!box) throw new Error("No card is on the page")
    return [box.x + Math.min(40, box.width / 2), box.y + Math.min(14, box.height / 2)] as const
  })
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 8, y + 8)
  const frames = await framesOf(page, async () => {
    const until = performance.now() + 3000
    for (let step = 0; performance.now() < until; step += 1)
      await page.mouse.move(x + 120 * Math.sin(step / 25), y + 90 * Math.sin(step / 40))
  })
  // Back to where it was: the next round measures the same flow.
  await page.mouse.move(x, y)
  await page.mouse.up()
  return frames
}

/** Moves the view about with the wheel for about three seconds. */
export async function panView(page: Page): Promise<Frames> {
  const size = page.viewportSize() ?? { width: 1440, height: 900 }
  await page.mouse.move(size.width / 2, size.height / 2)
  return framesOf(page, async () => {
    const until = performance.now() + 3000
    for (let step = 0; performance.now() < until; step += 1)
      await page.mouse.wheel(30 * Math.cos(step / 30), 20 * Math.sin(step / 30))
  })
}
