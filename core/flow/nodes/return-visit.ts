import * as z from "zod"
import { describePeople } from "@/core/people/describe"
import { describeSla } from "@/core/sla/describe"
import type { Text } from "@/core/text"
import { checkFieldKeys, checkPeople, checkTemplate, nodeProblem } from "../config-checks"
import {
  distributionConfig,
  emptyConfig,
  fieldKeysConfig,
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

export const visitOutcomes = ["satisfied", "unsatisfied", "unreachable"] as const

const outcomes: Record<(typeof visitOutcomes)[number], { title: Text; tone: "positive" | "negative" | "neutral" }> = {
  satisfied: { title: { en: "Satisfied", zh: "满意" }, tone: "positive" },
  unsatisfied: { title: { en: "Not satisfied", zh: "不满意" }, tone: "negative" },
  unreachable: { title: { en: "Not reached", zh: "未接通" }, tone: "neutral" },
}

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
  fields: fieldKeysConfig,
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
    fields: [],
    resume: "again",
    moves: [...todoMoves],
  }),
  exits: () => visitOutcomes.map((id) => ({ id, ...outcomes[id] })),
  hasEntry: true,
  summary: ({ people, sla }) => joinSummary(describePeople(people), describeSla(sla)),
  actions: () =>
    visitOutcomes.map((outcome) => ({ decision: "done", outcome, ...outcomes[outcome], commentRequired: false })),
  form: (config) => ({ instructions: config.instructions, fieldKeys: fieldKeys(config) }),
  sla: ({ sla }) => sla,
  visitSla: ({ visitSla }) => visitSla,
  people: ({ people, distribution }) => ({ people, distribution }),
  moves: ({ moves }) => moves,
  resume: ({ resume }) => (resume === "choose" ? null : resume),
  check(config, node, context) {
    const { scoreField } = config
    const wrongType =
      scoreField !== null && context.fieldTypes.has(scoreField) && context.fieldTypes.get(scoreField) !== "int"
    return [
      ...checkPeople(config, node, context),
      ...checkSla(config.sla, node, context),
      ...checkVisitSla(config.visitSla, node, context),
      ...checkTemplate(config.instructions, "instructions", node, context),
      ...checkFieldKeys(config.fields, "fields", node, context),
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
  arrive(run, { people, distribution, empty, sla }) {
    run.dispatch({ people, distribution, empty, sla, sequential: false, need: () => 1, passExit: "unreachable" })
  },
  decide(run, config, todo, command) {
    const { scoreField } = config
    const given = scoreField === null ? null : (command.fields[scoreField] ?? null)
    if (scoreField !== null && typeof given === "number" && (given < score.min || given > score.max)) {
      run.refuse("fieldInvalid", { en: "The score goes from 1 to 5.", zh: "评分范围为 1 到 5。" }, scoreField)
    }
    run.settle(todo, command, fieldKeys(config))
    run.cancelOpen()
    run.complete(command.outcome ?? "unreachable")
  },
}
