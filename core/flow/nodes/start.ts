import * as z from "zod"
import { fieldRightsConfig, panel } from "../config-panel"
import { checkFieldKeys, checkFieldRights } from "../config-checks"
import type { NodeKind } from "../node-kind"

const schema = z.strictObject({
  fields: z
    .array(z.string().max(64))
    .max(100)
    .meta(
      panel({
        control: "formFields",
        section: "form",
        label: { en: "Form", zh: "发起表单" },
        help: {
          en: "Asked when somebody opens a ticket by hand. A call opens its ticket with whatever is known.",
          zh: "人工发起工单时填写；来电建单时带入已知内容。",
        },
      }),
    ),
  fieldRights: fieldRightsConfig,
})

export const start: NodeKind<z.infer<typeof schema>> = {
  kind: "start",
  group: "start",
  icon: "play",
  title: { en: "Start", zh: "开始" },
  description: {
    en: "Where every ticket begins, and the form that opens one by hand.",
    zh: "工单的起点，以及人工发起时填写的表单。",
  },
  schema,
  defaults: () => ({ fields: [] }),
  exits: () => [{ id: "next", title: { en: "Next", zh: "下一步" }, tone: "neutral" }],
  bpmn: () => ({ element: "startEvent" }),
  hasEntry: false,
  summary: ({ fields }) =>
    fields.length === 0
      ? { en: "No form", zh: "无表单" }
      : {
          en: `Form with ${fields.length} ${fields.length === 1 ? "field" : "fields"}`,
          zh: `表单：${fields.length}个字段`,
        },
  form: ({ fields, fieldRights }) => ({ instructions: "", fieldKeys: fields, ...fieldRights }),
  check: (config, node, context) => [
    ...checkFieldKeys(config.fields, "fields", node, context),
    ...checkFieldRights(config.fieldRights, config.fields, node, context),
  ],
  actions: () => [
    {
      decision: "done",
      outcome: null,
      title: { en: "Hand in again", zh: "重新提交" },
      tone: "positive",
      commentRequired: false,
    },
  ],
  moves: () => ["transfer"],
  arrive(run) {
    // Only a ticket that was sent back comes here a second time: whoever opened it puts it right.
    if (run.activation.cause === undefined) {
      run.complete("next")
      return
    }
    run.dispatch({
      people: { type: "initiator" },
      distribution: "all",
      empty: { type: "flowAdministrator" },
      sla: null,
      sequential: false,
      need: () => 1,
      passExit: "next",
    })
  },
  decide(run, { fields }, todo, command) {
    run.settle(todo, command, fields)
    run.cancelOpen()
    run.complete("next")
  },
}
