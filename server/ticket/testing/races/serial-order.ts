import { canonicalJson } from "@/core/canonical-json"
import { AppError } from "@/server/api/app-error"
import { stepOn, type StepRequest } from "../../step"
import type { StepClock, StepStore } from "../../step-store"
import type { MemoryStore } from "../simulator/memory-store"

/** What a racer was told. */
export type Told = { won: boolean; version: number; status: string | null } | { code: string; problems: string[] }

/** Takes a step and says what its sender is told. Whatever is not a refusal is thrown. */
export async function tell(store: StepStore, clock: StepClock, request: StepRequest): Promise<Told> {
  try {
    const { version, status, repeated } = await stepOn(store, clock, request)
    // A repetition says how the ticket is by now.
    return { won: !repeated, version, status: repeated ? null : status }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { code: error.code, problems: error.problems.map(({ code }) => code) }
  }
}

/**
 * An order in which the requests, one after the other, have the same answers and leave what `isSame` accepts; null when
 * there is none. A racer who asked twice (`twice`) may have been told of its own first time.
 */
export async function serialOrder(
  start: MemoryStore,
  clock: StepClock,
  racers: { request: StepRequest; told: Told; twice: boolean }[],
  isSame: (end: MemoryStore) => boolean,
): Promise<{ order: string[]; end: MemoryStore } | null> {
  if (racers.length === 0) return isSame(start) ? { order: [], end: start } : null
  for (const [index, { request, told, twice }] of racers.entries()) {
    const fork = start.fork()
    const alone = await tell(fork, clock, request)
    // Where nothing was to be done, nothing is stored that would tell when it was looked.
    const isStale = fork.steps.every(({ key }) => key !== request.key)
    if (!isSameAnswer(alone, told, { isStale, twice })) continue
    const rest = await serialOrder(fork, clock, racers.toSpliced(index, 1), isSame)
    if (rest) return { order: [`${request.by} ${request.body.type}`, ...rest.order], end: rest.end }
  }
  return null
}

function isSameAnswer(alone: Told, told: Told, { isStale, twice }: { isStale: boolean; twice: boolean }): boolean {
  if (canonicalJson(alone) === canonicalJson(told)) return true
  if (!("won" in alone) || !("won" in told) || told.won) return false
  if (!alone.won) return isStale
  return twice && alone.version === told.version
}

/** Every table of a store, as one text. */
export const contents = (store: MemoryStore): string =>
  canonicalJson([
    store.steps,
    ...[store.tickets, store.todos, store.clocks, store.timers, store.messages, store.poolRows].map((rows) => {
      return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1))
    }),
    store.requests,
  ])
