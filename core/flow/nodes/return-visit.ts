import * as z from "zod"
import { describePeople } from "@/core/people/describe"
import { describeSla } from "@/core/sla/describe"
import { slaPolicySchema } from "@/core/sla/policy"
import { storableText } from "@/core/text"
import type { NodeRun } from "@/core/ticket/node-run"
import {
  checkCalendarId,
  checkFieldKeys,
  checkFieldRights,
  checkPeople,
  checkTemplate,
  nodeProblem,
} from "../config-checks"
import {
  distributionConfig,
  emptyConfig,
  fieldKeysConfig,
  fieldRightsConfig,
  instructionsConfig,
  movesConfig,
  panel,
  peopleConfig,
  resumeConfig,
  slaConfig,
  visitSlaConfig,
} from "../config-panel"
import { todoMoves, type NodeKind } from "../node-kind"
import { checkSla, checkVisitSla } from "../sla-checks"
import { joinSummary } from "../summary"

/** What a call may come to. `again`: the customer is called once more while attempts are left. */
export const outcomeSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/),
  title: z.strictObject({ en: storableText(60).min(1), zh: storableText(60).min(1) }),
  tone: z.enum(["positive", "negative", "neutral"]),
  again: z.boolean(),
})
export type Outcome = z.infer<typeof outcomeSchema>

export const usualOutcomes: Outcome[] = [
  { id: "satisfied", title: { en: "Satisfied", zh: "满意" }, tone: "positive", again: false },
  { id: "unsatisfied", title: { en: "Not satisfied", zh: "不满意" }, tone: "negative", again: false },
  { id: "unreachable", title: { en: "Not reached", zh: "未接通" }, tone: "neutral", again: true },
]

/** Calls in all, and open minutes of a calendar between two of them. */
export const attemptsSchema = z.strictObject({
  max: z.int().min(1).max(20),
  everyMin: z.int().min(1).max(43_200),
  calendarId: slaPolicySchema.shape.calendarId,
})

/** Satisfaction goes from 1 (very dissatisfied) to 5 (very satisfied). */
const score = { min: 1, max: 5 } as const

const schema = z.strictObject({
  instructions: instructionsConfig,
  people: peopleConfig,
  distribution: distributionConfig,
  empty: emptyConfig,
  sla: slaConfig,
  visitSla: visitSlaConfig,
  scoreField: z
    .string()
    .max(64)
    .nullable()
    .meta(
      panel({
        control: "scoreField",
        section: "form",
        label: { en: "Satisfaction score (1–5) goes to", zh: "满意度评分（1–5）写入字段" },
        help: {
          en: "A whole-number field of the flow; none to ask for no score.",
          zh: "选择一个整数字段；不选则不评分。",
        },
      }),
    ),
  outcomes: z
    .array(outcomeSchema)
    .min(1)
    .max(12)
    .default(usualOutcomes)
    .meta(
      panel({
        control: "outcomes",
        section: "what",
        label: { en: "What the call came to", zh: "回访结果" },
        help: {
          en: "Each is a button of the todo and a way out. After those that call again, the customer is tried once more.",
          zh: "每个结果对应一个按钮和一个出口；勾选“再次回拨”的结果会在次数用完前重新回访。",
        },
      }),
    ),
  attempts: attemptsSchema.default({ max: 1, everyMin: 60, calendarId: null }).meta(
    panel({
      control: "attempts",
      section: "what",
      label: { en: "Attempts", zh: "回拨次数" },
      help: { en: "Counted in the calendar's open hours.", zh: "间隔按日历工作时间计算。" },
    }),
  ),
  phone: storableText(400)
    .default("{{ call.caller }}")
    .meta(
      panel({
        control: "template",
        section: "what",
        label: { en: "Number to call", zh: "回拨号码" },
        help: { en: "Shown with the todo, to call with one click.", zh: "显示在待办中，可一键拨打。" },
      }),
    ),
  fields: fieldKeysConfig,
  fieldRights: fieldRightsConfig,
  resume: resumeConfig,
  moves: movesConfig,
})
type Config = z.infer<typeof schema>

function fieldKeys({ fields, scoreField }: Config): string[] {
  return scoreField === null || fields.includes(scoreField) ? fields : [scoreField, ...fields]
}

export const returnVisit: NodeKind<Config> = {
  kind: "returnVisit",
  group: "people",
  icon: "phone-outgoing",
  title: { en: "Return visit", zh: "回访" },
  description: {
    en: "Somebody calls the customer back and records whether they are satisfied.",
    zh: "回拨客户，记录满意度与结果。",
  },
  schema,
  defaults: () => ({
    instructions: "",
    people: { type: "role", role: "agent" },
    distribution: "roundRobin",
    empty: { type: "hold" },
    sla: null,
    visitSla: null,
    scoreField: null,
    outcomes: usualOutcomes,
    attempts: { max: 3, everyMin: 60, calendarId: null },
    phone: "{{ call.caller }}",
    fields: [],
    resume: "again",
    moves: [...todoMoves],
  }),
  exits: ({ outcomes }) => outcomes.map(({ id, title, tone }) => ({ id, title, tone })),
  bpmn: () => ({ element: "userTask" }),
  hasEntry: true,
  summary: ({ people, sla }) => joinSummary(describePeople(people), describeSla(sla)),
  waits: ({ attempts }) => attempts.max > 1,
  actions: ({ outcomes }) =>
    outcomes.map(({ id, title, tone }) => ({ decision: "done", outcome: id, title, tone, commentRequired: false })),
  form: (config) => ({
    instructions: config.instructions,
    fieldKeys: fieldKeys(config),
    ...config.fieldRights,
    phone: config.phone,
    callsMax: config.attempts.max,
  }),
  sla: ({ sla }) => sla,
  visitSla: ({ visitSla }) => visitSla,
  people: ({ people, distribution }) => ({ people, distribution }),
  moves: ({ moves }) => moves,
  resume: ({ resume }) => (resume === "choose" ? null : resume),
  check(config, node, context) {
    const { scoreField, outcomes } = config
    const twice = outcomes.filter(({ id }, index) => outcomes.findIndex((one) => one.id === id) < index)
    const wrongType =
      scoreField !== null && context.fieldTypes.has(scoreField) && context.fieldTypes.get(scoreField) !== "int"
    return [
      ...checkPeople(config, node, context),
      ...checkSla(config.sla, node, context),
      ...checkVisitSla(config.visitSla, node, context),
      ...checkTemplate(config.instructions, "instructions", node, context),
      ...checkTemplate(config.phone, "phone", node, context),
      ...checkCalendarId(config.attempts.calendarId, "attempts.calendarId", node, context),
      ...twice.map(({ id }) =>
        nodeProblem(node, "outcomes", "outcomeTwice", { en: `“${id}” is there twice.`, zh: `结果“${id}”重复。` }),
      ),
      ...checkFieldKeys(config.fields, "fields", node, context),
      ...checkFieldRights(config.fieldRights, fieldKeys(config), node, context),
      ...checkFieldKeys(scoreField === null ? [] : [scoreField], "scoreField", node, context),
      ...(wrongType
        ? [
            nodeProblem(node, "scoreField", "scoreFieldType", {
              en: "The score needs a whole-number field.",
              zh: "评分字段必须是整数类型。",
            }),
          ]
        : []),
    ]
  },
  arrive: (run, config) => visit(run, config),
  wake: (run, config) => visit(run, config),
  decide(run, config, todo, command) {
    const { scoreField } = config
    const given = scoreField === null ? null : (command.fields[scoreField] ?? null)
    if (scoreField !== null && typeof given === "number" && (given < score.min || given > score.max)) {
      run.refuse("fieldInvalid", { en: "The score goes from 1 to 5.", zh: "评分范围为 1 到 5。" }, scoreField)
    }
    run.settle(todo, command, fieldKeys(config))
    run.cancelOpen()
    const attempt = (run.activation.attempts ?? 0) + 1
    const outcome = config.outcomes.find(({ id }) => id === command.outcome)
    if (outcome?.again && attempt < config.attempts.max) {
      run.emit({ type: "attempted", activationId: run.activation.id, attempt, outcome: outcome.id })
      run.waitUntil(run.afterWorking(config.attempts.everyMin, config.attempts.calendarId))
    } else run.complete(command.outcome ?? lastExit(config))
  },
}

/** One call. The customer who was not reached is called again by the same person, while that person may get it. */
function visit(run: NodeRun, config: Config): void {
  const { people, distribution, empty, sla } = config
  const last = run.todos().at(-1)?.assigneeId
  const prefer = last !== undefined && (run.activation.attempts ?? 0) > 0 ? last : null
  run.dispatch({
    people,
    distribution,
    empty,
    sla,
    sequential: false,
    need: () => 1,
    passExit: lastExit(config),
    prefer,
  })
}

/** What it comes to when nobody called. */
const lastExit = ({ outcomes }: Config): string =>
  (outcomes.findLast(({ again }) => again) ?? outcomes.at(-1))?.id ?? ""
