import * as z from "zod"
import { describePeople } from "@/core/people/describe"
import { describeSla } from "@/core/sla/describe"
import { checkFieldKeys, checkFieldRights, checkPeople, checkTemplate } from "../config-checks"
import {
  distributionConfig,
  emptyConfig,
  fieldKeysConfig,
  fieldRightsConfig,
  instructionsConfig,
  movesConfig,
  peopleConfig,
  resumeConfig,
  slaConfig,
  visitSlaConfig,
} from "../config-panel"
import { todoMoves, type NodeKind } from "../node-kind"
import { checkSla, checkVisitSla } from "../sla-checks"
import { joinSummary } from "../summary"

const schema = z.strictObject({
  instructions: instructionsConfig,
  people: peopleConfig,
  distribution: distributionConfig,
  empty: emptyConfig,
  sla: slaConfig,
  visitSla: visitSlaConfig,
  fields: fieldKeysConfig,
  fieldRights: fieldRightsConfig,
  resume: resumeConfig,
  moves: movesConfig,
})

export const handle: NodeKind<z.infer<typeof schema>> = {
  kind: "handle",
  group: "people",
  icon: "clipboard-check",
  title: { en: "Handle", zh: "办理" },
  description: {
    en: "Somebody does the work and fills in the result. With several people, the first to finish completes it.",
    zh: "由人员处理并填写结果；派给多人时，最先办结者完成此环节。",
  },
  schema,
  defaults: () => ({
    instructions: "",
    people: { type: "role", role: "agent" },
    distribution: "roundRobin",
    empty: { type: "hold" },
    sla: null,
    visitSla: null,
    fields: [],
    resume: "again",
    moves: [...todoMoves],
  }),
  exits: () => [{ id: "done", title: { en: "Done", zh: "办结" }, tone: "positive" }],
  bpmn: () => ({ element: "userTask" }),
  hasEntry: true,
  summary: ({ people, sla }) => joinSummary(describePeople(people), describeSla(sla)),
  actions: () => [
    { decision: "done", outcome: null, title: { en: "Done", zh: "办结" }, tone: "positive", commentRequired: false },
  ],
  form: ({ instructions, fields, fieldRights }) => ({ instructions, fieldKeys: fields, ...fieldRights }),
  sla: ({ sla }) => sla,
  visitSla: ({ visitSla }) => visitSla,
  people: ({ people, distribution }) => ({ people, distribution }),
  moves: ({ moves }) => moves,
  resume: ({ resume }) => (resume === "choose" ? null : resume),
  check: (config, node, context) => [
    ...checkPeople(config, node, context),
    ...checkSla(config.sla, node, context),
    ...checkVisitSla(config.visitSla, node, context),
    ...checkTemplate(config.instructions, "instructions", node, context),
    ...checkFieldKeys(config.fields, "fields", node, context),
    ...checkFieldRights(config.fieldRights, config.fields, node, context),
  ],
  arrive(run, { people, distribution, empty, sla }) {
    run.dispatch({ people, distribution, empty, sla, sequential: false, need: () => 1, passExit: "done" })
  },
  decide(run, { fields }, todo, command) {
    run.settle(todo, command, fields)
    run.cancelOpen()
    run.complete("done")
  },
}
