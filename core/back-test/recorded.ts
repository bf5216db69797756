import * as z from "zod"
import type { ExecutableFlow, ExecutableNode } from "@/core/flow/executable-flow"
import { fail, report } from "@/core/flow/request/take-answer"
import type { Answer } from "@/core/ticket/command"
import { incidentCodeSchema, valuesSchema, type EventBody } from "@/core/ticket/event"
import type { FoldedEvent } from "@/core/ticket/evolve"
import type { NodeRun } from "@/core/ticket/node-run"
import { textSchema } from "@/core/text"

/**
 * What a trace keeps of a service's answer: which fields it filled and by which exit the step was left. The body itself is
 * never kept, so a step that asked a service then takes this in its place.
 */
const recordSchema = z.strictObject({
  fields: valuesSchema,
  /** null: it stopped there. */
  exit: z.string().nullable(),
  detail: textSchema.nullable(),
  incident: incidentCodeSchema.nullable(),
})
type Recorded = z.infer<typeof recordSchema>

type Answered = Extract<EventBody, { type: "answered" | "childOpened" | "childEnded" }>

/** The answer an event tells of; null where it only sums up others. `rest`: later events of its step. Pure. */
export function recordedAnswer(body: Answered, rest: readonly FoldedEvent[]): Answer | null {
  if (body.type === "childOpened") {
    const { index, ticketId, number } = body
    return { type: "opened", index, ticketId, number }
  }
  if (body.type === "childEnded") {
    const { index, ticketId, number, resolution, results: variables } = body
    return { type: "ticket", index, ticketId, number, resolution, variables }
  }
  const { activationId, attempts, status, detail, fields } = body
  if (status === null) return detail ? { type: "failed", attempts, detail } : null
  const own = rest
    .map((event) => event.body)
    .filter((one) => "activationId" in one && one.activationId === activationId)
  const completed = own.find((one) => one.type === "completed")
  const stopped = own.find((one) => one.type === "incident")
  return answerOf(attempts, status, {
    fields,
    exit: completed?.exit ?? null,
    detail: detail ?? stopped?.detail ?? null,
    incident: stopped?.code ?? null,
  })
}

/** For a step that past tickets have not asked anything at: it answers, and says nothing. */
export const assumedAnswer = (exit: string): Answer =>
  answerOf(1, 200, { fields: {}, exit, detail: null, incident: null })

const answerOf = (attempts: number, status: number, recorded: Recorded): Answer => ({
  type: "http",
  attempts,
  status,
  body: JSON.stringify(recorded),
})

/** The flow with steps that take what the trace has kept of answers in place of the answers. Pure. */
export function withRecordedAnswers(flow: ExecutableFlow): ExecutableFlow {
  const nodes = [...flow.nodes].map(([id, node]): [string, ExecutableNode] => {
    const { kind } = node
    if (!kind.answered) return [id, node]
    const answered: typeof kind.answered = (run, config, answer) => {
      if (answer.type === "http") takeRecorded(run, answer, kind.exits(config)[0]?.id ?? "done")
      else kind.answered?.(run, config, answer)
    }
    return [id, { ...node, kind: { ...kind, answered } }]
  })
  return { ...flow, nodes: new Map(nodes) }
}

function takeRecorded(
  run: NodeRun,
  { attempts, status, body }: Extract<Answer, { type: "http" }>,
  usual: string,
): void {
  const { fields, exit, detail, incident } = recordSchema.parse(JSON.parse(body))
  const known = new Set(run.fields.map(({ key }) => key))
  const kept = Object.fromEntries(Object.entries(fields).filter(([key]) => known.has(key)))
  report(run, { attempts, status, detail, fields: kept })
  if (exit === "failed" && detail) fail(run, "callFailed", detail)
  else if (exit !== null) run.complete(run.routes().some((edge) => edge.exit === exit) ? exit : usual)
  else if (detail) run.incident(incident ?? "callFailed", detail)
}
