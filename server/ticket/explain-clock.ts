import * as z from "zod"
import { calendarFor, calendarIdFor } from "@/core/sla/choose-calendar"
import { explainClock, type ClockExplanation } from "@/core/sla/explain-clock"
import type { SlaPolicy } from "@/core/sla/policy"
import { clockHistory } from "@/core/ticket/clock/history"
import { policyOf } from "@/core/ticket/clock/holder"
import { outerCalendars, type Whose } from "@/core/ticket/dispatch"
import { actorSchema, pauseCauseSchema } from "@/core/ticket/event"
import { stateAt } from "@/core/ticket/replay"
import type { TicketState } from "@/core/ticket/state"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { executableOf } from "@/server/flow/executable-of"
import { loadFacts } from "./facts"
import { readEvents } from "./read-events"

const daySchema = { name: z.string(), kind: z.enum(["holiday", "makeUp"]).optional() }
const skippedSchema = z.union([
  z.strictObject({ date: z.string(), reason: z.enum(["weekday", "afterHours", "clockChange"]) }),
  z.strictObject({ date: z.string(), reason: z.literal("closed"), ...daySchema }),
])
const explanationSchema: z.ZodType<ClockExplanation> = z.strictObject({
  startedAt: z.number(),
  targetMin: z.number(),
  isAgain: z.boolean(),
  dueAt: z.number().nullable(),
  ended: z.strictObject({ at: z.number(), as: z.enum(["stopped", "cancelled", "over"]) }).nullable(),
  elapsedMin: z.number(),
  leftMin: z.number(),
  stretches: z.array(
    z.discriminatedUnion("type", [
      z.strictObject({
        type: z.literal("ran"),
        from: z.number(),
        to: z.number(),
        isToCome: z.boolean(),
        minutes: z.number(),
        isOtherwiseNow: z.boolean(),
        counted: z.array(
          z.strictObject({
            date: z.string(),
            from: z.number(),
            to: z.number(),
            minutes: z.number(),
            day: z.strictObject(daySchema).nullable(),
          }),
        ),
        skipped: z.array(skippedSchema),
      }),
      z.strictObject({
        type: z.literal("paused"),
        from: z.number(),
        to: z.number().nullable(),
        by: actorSchema,
        cause: pauseCauseSchema,
        comment: z.string(),
      }),
    ]),
  ),
})

export const clockExplanationSchema = z.strictObject({
  explanation: explanationSchema,
  /** Whoever paused it, by id. */
  people: z.record(z.string(), z.strictObject({ name: z.string() })),
  /** Null: round the clock. */
  calendarName: z.string().nullable(),
  timeZone: z.string(),
})

/** Why a clock of a ticket is due when it is. NOT_FOUND for a clock that never started. */
export async function explainTicketClock(
  { tenant }: Pick<Session, "tenant">,
  { ticketId, clockId }: { ticketId: string; clockId: string },
): Promise<z.infer<typeof clockExplanationSchema>> {
  const { sql } = withTenant(tenant)
  const events = await readEvents(sql, ticketId)
  const state = stateAt(events, Infinity)
  const history = clockHistory(events, clockId)
  if (!state || !history) throw new AppError("NOT_FOUND")
  const [[ticket], facts] = await Promise.all([
    sql<{ version_id: string }[]>`select version_id from ticket where id = ${ticketId}`,
    loadFacts(tenant),
  ])
  if (!ticket) throw new AppError("NOT_FOUND")
  const flow = await executableOf(tenant, ticket.version_id)
  const { policy, whose } = measured(flow, state, clockId)
  const outer = outerCalendars({ flow, facts }, whose)
  const id = calendarIdFor(policy, outer, facts.calendars)
  // Round the clock has no zone of its own: it is told by the organisation's.
  const counted = calendarFor(policy, outer, facts.calendars)
  const calendar = id === "always" ? { ...counted, timeZone: tenant.timeZone } : counted
  const [named] =
    id === "always"
      ? []
      : await sql<{ name: string }[]>`
          select name from calendar where ${id === "default" ? sql`is_default = 1` : sql`id = ${id}`}`
  const pausers = history.stretches.flatMap((stretch) => (stretch.type === "paused" ? [stretch.by] : []))
  const { people } = facts.directory
  return {
    explanation: explainClock(history, calendar, Date.now()),
    people: Object.fromEntries(people.filter(({ id }) => pausers.includes(id)).map(({ id, name }) => [id, { name }])),
    calendarName: named?.name ?? null,
    timeZone: calendar.timeZone,
  }
}

/** The policy of a clock, running or over, and by whose unit it counts. */
function measured(
  flow: ExecutableFlow,
  { todos, activations }: TicketState,
  clockId: string,
): { policy: Pick<SlaPolicy, "calendarId">; whose: Whose } {
  const todo = todos[clockId]
  const node = flow.nodes.get(activations[clockId]?.nodeId ?? "")
  const policy =
    (todo ? policyOf(flow, todo) : node?.kind.visitSla?.(node.config)) ??
    flow.settings.slas?.find(({ id }) => id === clockId)
  return { policy: policy ?? { calendarId: null }, whose: todo ?? { assigneeId: null } }
}
