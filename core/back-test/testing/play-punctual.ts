import type { DraftGraph } from "@/core/flow/graph"
import { timedItems, timerAt } from "@/core/ticket/clock/timer"
import { Ledger } from "@/core/ticket/testing/ledger"
import { commandOf, untilDue, type Choice } from "@/core/ticket/testing/random-command"
import { opening, usualWorld } from "@/core/ticket/testing/run-engine"
import { minute, monday9, runnable } from "@/core/ticket/testing/drive"

/** A flow that jumps back by itself goes round for as long as nobody does anything. */
const firesMax = 300

/**
 * A random ticket whose timers fire when they are due, as a worker's do, and whose organisation stays as it is. null when
 * they fire without an end.
 */
export function playPunctual(draft: DraftGraph, choices: Choice[]): { ledger: Ledger; at: number } | null {
  const ledger = new Ledger(runnable(draft))
  let at = monday9
  ledger.send({ at, ...opening(choices[0], ledger.flow) }, usualWorld)
  for (const choice of choices) {
    if (!ledger.state) break
    const next = dueItem(ledger)
    const to = choice.waitMin === untilDue ? (next?.at ?? at) : at + Math.max(0, choice.waitMin) * minute
    if (!fireUntil(ledger, to)) return null
    at = Math.max(at, to)
    const { by, body } = commandOf(choice, ledger.state, ledger.flow)
    // Timers fire by themselves; a calendar does not change.
    if (body.type === "tick" || body.type === "reschedule") continue
    ledger.send({ at, by, body }, usualWorld)
  }
  return { ledger, at }
}

function dueItem(ledger: Ledger): { itemId: string; at: number } | null {
  const { state } = ledger
  if (!state || state.status === "closed") return null
  let next: { itemId: string; at: number } | null = null
  for (const itemId of timedItems(state)) {
    const timer = timerAt(state, itemId)
    if (timer && (!next || timer.at < next.at)) next = { itemId, at: timer.at }
  }
  return next
}

function fireUntil(ledger: Ledger, at: number): boolean {
  for (;;) {
    const due = dueItem(ledger)
    if (!due || due.at > at) return true
    if (ledger.steps.length > firesMax) return false
    ledger.send({ at: due.at, by: "timer", body: { type: "tick", itemId: due.itemId } }, usualWorld)
  }
}
