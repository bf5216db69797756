import * as z from "zod"
import { differences, type Comparison } from "@/core/back-test/compare-runs"
import { totalsSchema } from "@/core/back-test/tally"
import type { Problem } from "@/core/problem"

/** How far back, in days; how many tickets at most (the newest); how many back-tests of a flow are kept. */
export const backTestLimits = { daysMax: 90, ticketsMax: 50_000, keptMax: 10 } as const

export const backTestStateSchema = z.enum(["running", "done", "cancelled", "failed"])
export type BackTestState = z.infer<typeof backTestStateSchema>

export const differenceSchema = z.enum(differences)

export const comparisonSchema: z.ZodType<Comparison> = z.strictObject({
  differences: z.array(differenceSchema),
  parting: z
    .strictObject({
      afterNodeId: z.string().nullable(),
      wasNodeId: z.string().nullable(),
      wouldNodeId: z.string().nullable(),
    })
    .nullable(),
  pathWas: z.array(z.string()),
  pathWould: z.array(z.string()),
  lateWas: z.array(z.string()),
  lateWould: z.array(z.string()),
  endWas: z.string().nullable(),
  endWould: z.string().nullable(),
  newIncidents: z.array(z.string()),
})

export const problemsSchema = z.array(z.custom<Problem>())

export const backTestSchema = z.strictObject({
  id: z.uuid(),
  flowId: z.uuid(),
  draftRevision: z.int(),
  /** False once the draft was saved again, or the flow was opened on another screen and changed. */
  isOfDraft: z.boolean(),
  days: z.int(),
  state: backTestStateSchema,
  total: z.int(),
  looked: z.int(),
  totals: totalsSchema,
  startedBy: z.string().nullable(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
})
export type BackTest = z.infer<typeof backTestSchema>
