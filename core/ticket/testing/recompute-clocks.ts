import { addWorking, elapsedWorking, type ClockSegment } from "@/core/sla/calendar"
import type { Calendar } from "@/core/sla/policy"
import type { TicketEvent } from "../event"

/** What a clock comes to: by when it is due, null while it is paused. */
type Recomputed = Pick<Life, "dueAt" | "isOver">

type Life = {
  segments: ClockSegment[]
  /** Counted by the calendars of their times, before the present stretch. */
  countedMin: number
  running: { from: number } | null
  missedAt: number | null
  isOver: boolean
  dueAt: number | null
}

/**
 * Every clock of a ticket worked out once more, from nothing but what happened and when: the deadlines and sums that the
 * events carry are not looked at. `targetMin`: of all its clocks. `calendarAt`: which calendar counted at an instant.
 */
export function recomputeClocks(
  events: readonly TicketEvent[],
  targetMin: number,
  calendarAt: (seq: number) => Calendar,
): Map<string, Recomputed> {
  const lives = new Map<string, Life>()
  const begin = (id: string, at: number, calendar: Calendar) => {
    const dueAt = addWorking(at, targetMin, calendar)
    const segments: ClockSegment[] = []
    lives.set(id, { segments, countedMin: 0, running: { from: at }, missedAt: null, isOver: false, dueAt })
  }
  for (const { seq, at, body } of events) {
    const calendar = calendarAt(seq)
    if (body.type === "dispatched" && body.clock) for (const { id } of body.todos) begin(id, at, calendar)
    if (body.type === "clockStarted" || body.type === "clockReset") begin(body.clockId, at, calendar)
    if (body.type === "decided") change(lives, body.todoId, (life) => (life.isOver = true))
    if (body.type === "retracted") change(lives, body.todoId, (life) => (life.isOver = false))
    if (body.type === "breached") change(lives, body.todoId, (life) => (life.missedAt = life.dueAt))
    if (body.type === "clockBreached") change(lives, body.clockId, (life) => (life.missedAt = life.dueAt))
    if (body.type === "clockPaused") {
      change(lives, body.clockId, (life) => {
        if (life.running) life.segments.push({ from: life.running.from, to: at, running: true })
        life.countedMin += elapsedWorking(life.segments.splice(0), calendar)
        Object.assign(life, { running: null, dueAt: null })
      })
    }
    if (body.type === "clockResumed") {
      change(lives, body.clockId, (life) => {
        life.running = { from: at }
        life.dueAt = life.missedAt ?? addWorking(at, targetMin - life.countedMin, calendar)
      })
    }
    if (body.type === "rescheduled" || body.type === "clockRescheduled") {
      const id = body.type === "rescheduled" ? body.todoId : body.clockId
      change(lives, id, (life) => {
        if (life.running) life.dueAt = addWorking(life.running.from, targetMin - life.countedMin, calendar)
        // What was late stays late, by the new deadline.
        if (life.missedAt !== null) life.missedAt = life.dueAt
      })
    }
    if (body.type === "clockEnded") {
      change(lives, body.clockId, (life) => {
        Object.assign(life, { isOver: true, running: null, dueAt: life.dueAt ?? life.missedAt })
      })
    }
  }
  return lives
}

function change(lives: Map<string, Life>, id: string, work: (life: Life) => void): void {
  const life = lives.get(id)
  if (life) work(life)
}
