import * as z from "zod"
import { slaPolicySchema } from "@/core/sla/policy"
import { distributionSchema, emptyRuleSchema, peopleRuleSchema } from "@/core/people/rule"
import { storableText } from "@/core/text"
import type { PanelField } from "./node-kind"

/** Attaches how the property panel edits a field: `schema.meta(panel({ … }))`. */
export function panel(field: PanelField): { panel: PanelField } {
  return { panel: field }
}

// What kinds with people have in common, with the same words on every panel.

export const peopleConfig = peopleRuleSchema.meta(
  panel({
    control: "people",
    section: "who",
    label: { en: "People", zh: "办理人" },
    help: { en: "Who gets the todo when the ticket arrives here.", zh: "工单到达此环节时，待办派给谁。" },
  }),
)

export const distributionConfig = distributionSchema.meta(
  panel({
    control: "distribution",
    section: "who",
    label: { en: "Distribution", zh: "派单方式" },
    help: {
      en: "Everybody gets a todo, or one person is picked: in turn, or whoever has the fewest open todos.",
      zh: "每人一个待办，或只派给一人：轮流，或派给待办最少的人。",
    },
  }),
)

export const emptyConfig = emptyRuleSchema.meta(
  panel({
    control: "emptyRule",
    section: "who",
    label: { en: "If nobody is found", zh: "找不到办理人时" },
    help: {
      en: "Hold stops the ticket with a visible incident until somebody puts it right.",
      zh: "“挂起”会让工单停在此处并报异常，等待处理。",
    },
  }),
)

export const slaConfig = slaPolicySchema.nullable().meta(
  panel({
    control: "sla",
    section: "deadline",
    label: { en: "Deadline and warnings", zh: "时限与预警" },
    help: {
      en: "The clock starts when the todo is handed out and counts opening hours of the calendar.",
      zh: "待办派出即开始计时，只计日历中的工作时间。",
    },
  }),
)

export const instructionsConfig = storableText(2000).meta(
  panel({
    control: "template",
    section: "what",
    label: { en: "Instructions", zh: "办理说明" },
    help: { en: "Shown with the todo. {{ }} inserts values.", zh: "显示在待办中，可用 {{ }} 引用变量。" },
  }),
)

export const fieldKeysConfig = z
  .array(z.string().max(64))
  .max(100)
  .meta(
    panel({
      control: "fields",
      section: "form",
      label: { en: "Fields to fill in", zh: "可填写字段" },
      help: {
        en: "These fields can be changed here; those that are required must be filled in.",
        zh: "此环节可修改的字段，其中必填字段必须填写。",
      },
    }),
  )
