import { describe, expect, it } from "vitest"
import { createThrottle } from "./throttle"

function setUp() {
  let now = 0
  let runs = 0
  let timers: { at: number; run: () => void }[] = []
  const throttle = createThrottle(() => runs++, 1000, {
    now: () => now,
    later(run, ms) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => void (timers = timers.filter((other) => other !== timer))
    },
  })
  const passMs = (ms: number) => {
    now += ms
    const due = timers.filter(({ at }) => at <= now)
    timers = timers.filter(({ at }) => at > now)
    for (const { run } of due) run()
  }
  return { throttle, passMs, runs: () => runs }
}

describe("createThrottle", () => {
  it("runs the first at once and a burst only once more", () => {
    const { throttle, passMs, runs } = setUp()
    throttle.request()
    expect(runs()).toBe(1)
    for (let index = 0; index < 50; index++) throttle.request()
    expect(runs()).toBe(1)
    passMs(1000)
    expect(runs()).toBe(2)
    passMs(5000)
    expect(runs()).toBe(2)
  })

  it("never drops the last request", () => {
    const { throttle, passMs, runs } = setUp()
    throttle.request()
    passMs(999)
    throttle.request()
    expect(runs()).toBe(1)
    passMs(1)
    expect(runs()).toBe(2)
  })

  it("runs nothing after it was cancelled", () => {
    const { throttle, passMs, runs } = setUp()
    throttle.request()
    throttle.request()
    throttle.cancel()
    passMs(5000)
    expect(runs()).toBe(1)
  })
})
