import { setTimeout as sleep } from "node:timers/promises"
import { parseEvent, type CtiEvent } from "@/core/call/event"
import type { CollectorContext } from "./collector"

/** Events that could not be handed over yet. Beyond it the oldest are lost, and the log says so. */
const BACKLOG_MAX = 100_000

/** Hands events over one batch after the other; what could not be handed over is kept and tried again. */
export class CollectorOutbox {
  #waiting: CtiEvent[] = []
  #sending: Promise<void> | null = null
  constructor(readonly context: Pick<CollectorContext<unknown>, "emit" | "log" | "signal">) {}

  add(events: readonly CtiEvent[]): void {
    for (const event of events) {
      // What a vendor says is input like any other: a caller's name can hold whatever a telephone lets through.
      const parsed = parseEvent(JSON.parse(JSON.stringify(event)))
      if (parsed.ok) this.#waiting.push(parsed.event)
      else this.context.log.warn({ codes: parsed.problems.map(({ code }) => code) }, "an event cannot be used")
    }
    const tooMany = this.#waiting.length - BACKLOG_MAX
    if (tooMany > 0) {
      this.#waiting.splice(0, tooMany)
      this.context.log.error({ tooMany }, "events were lost: nothing could be stored for too long")
    }
    if (this.#waiting.length > 0) this.#sending ??= this.#send().finally(() => (this.#sending = null))
  }

  async settle(): Promise<void> {
    await this.#sending
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, 500)
      try {
        await this.context.emit(batch)
        this.#waiting.splice(0, batch.length)
      } catch (error) {
        this.context.log.warn({ error, waiting: this.#waiting.length }, "events could not be stored yet")
        if (this.context.signal.aborted) return
        await sleep(1000)
      }
    }
  }
}
