/** A process dies: what it was doing is gone, and nobody is told whether it had its effect. */
export class Crash extends Error {
  override name = "Crash"
}

/** What may go wrong in one run. Each kind is off in about a third of all runs, so that the others are met alone too. */
export type Faults = {
  crash: number
  lostAnswer: number
  repeat: number
  outages: boolean
  clockJumps: boolean
  slowWorkers: boolean
  badReceiver: number
}

/**
 * A world with a clock of its own: whatever sleeps in it is woken in order of time, one after another, so that the same seed
 * always gives the same run. Nothing here waits for real time.
 */
export class World {
  now = Date.UTC(2026, 4, 4, 1)
  readonly faults: Faults
  private state: number
  private sleepers: { at: number; order: number; wake: () => void; again?: () => number | null }[] = []
  private order = 0
  private downUntil = 0
  private calm = false
  private busy = 0
  private failure: unknown

  constructor(seed: number) {
    this.state = (seed + 1) * 0x9e3779b9
    const on = () => this.random() < 0.65
    this.faults = {
      crash: on() ? 0.03 : 0,
      lostAnswer: on() ? 0.04 : 0,
      repeat: on() ? 0.15 : 0,
      outages: on(),
      clockJumps: on(),
      slowWorkers: on(),
      badReceiver: on() ? 0.3 : 0,
    }
  }

  /** mulberry32: small, and the same everywhere. */
  random(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  int(below: number): number {
    return Math.floor(this.random() * below)
  }

  chance(probability: number): boolean {
    return !this.calm && this.random() < probability
  }

  /** From here on nothing goes wrong any more. */
  heal(): void {
    this.calm = true
    this.downUntil = 0
  }

  get isCalm(): boolean {
    return this.calm
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) =>
      this.sleepers.push({ at: this.now + Math.max(0, Math.ceil(ms)), order: this.order++, wake }),
    )
  }

  /**
   * Looks every so often whether there is something to do, and comes back when there is. A look that finds nothing costs
   * no turn of the event loop: workers look some twenty thousand times in a run.
   */
  poll(everyMs: () => number, hasWork: () => boolean): Promise<void> {
    const again = () => (hasWork() ? null : everyMs())
    return new Promise((wake) => this.sleepers.push({ at: this.now + everyMs(), order: this.order++, wake, again }))
  }

  /** Starts something that goes on by itself. A failure of it is the run's. */
  start(work: () => Promise<void>): void {
    work().catch((error: unknown) => (this.failure ??= error))
  }

  outage(ms: number): void {
    this.downUntil = this.now + ms
  }

  /** One call of the store from a process: it takes time, and may fail before or after it had its effect. */
  async call<T>(work: () => Promise<T>): Promise<T> {
    await this.sleep(1 + this.int(8))
    if (this.chance(this.faults.crash)) throw new Crash("before")
    if (this.now < this.downUntil) throw Object.assign(new Error("down"), { code: "ECONNREFUSED" })
    this.busy++
    const answer = await work().finally(() => this.busy--)
    if (this.chance(this.faults.crash)) throw new Crash("after")
    if (this.chance(this.faults.lostAnswer)) throw Object.assign(new Error("lost"), { code: "CONNECTION_CLOSED" })
    return answer
  }

  /** A look at the store that takes no time and never fails. */
  async look<T>(work: () => Promise<T>): Promise<T> {
    this.busy++
    return work().finally(() => this.busy--)
  }

  /** Runs until nobody sleeps any more, or until an instant. */
  async run(until = Infinity): Promise<void> {
    await this.idle()
    if (this.failure) throw this.failure
    for (;;) {
      let next = -1
      for (const [index, sleeper] of this.sleepers.entries()) {
        const best = this.sleepers[next]
        if (!best || sleeper.at < best.at || (sleeper.at === best.at && sleeper.order < best.order)) next = index
      }
      const sleeper = this.sleepers[next]
      if (!sleeper || sleeper.at > until) return
      this.now = sleeper.at
      const againMs = sleeper.again?.() ?? null
      if (againMs === null) {
        this.sleepers.splice(next, 1)
        sleeper.wake()
        await this.idle()
        if (this.failure) throw this.failure
      } else Object.assign(sleeper, { at: this.now + againMs, order: this.order++ })
    }
  }

  /** Everything that was woken has gone to sleep again, and no real call is under way. */
  private async idle(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve))
    while (this.busy > 0)
  }
}
