import * as z from "zod"
import { slaPolicySchema } from "@/core/sla/policy"
import { distributionSchema, emptyRuleSchema, peopleRuleSchema } from "@/core/people/rule"
import { storableText } from "@/core/text"
import { todoMoves, type PanelField } from "./node-kind"

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
      en: "Everybody gets a todo, one person is picked, or nobody: then a member of the group claims it.",
      zh: "每人一个待办，或只派给一人，或不指定人员、由组内成员认领。",
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

export const visitSlaConfig = slaPolicySchema
  .nullable()
  .default(null)
  .meta(
    panel({
      control: "visitSla",
      section: "deadline",
      label: { en: "Deadline of the whole step", zh: "环节时限" },
      help: {
        en: "One clock for each visit of this step, whoever has the work, beside the clocks of the people's todos.",
        zh: "每次进入此环节计一个时限，与办理人无关，和各人待办的时限分别计算。",
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

export const movesConfig = z
  .array(z.enum(todoMoves))
  .max(todoMoves.length)
  .default([...todoMoves])
  .meta(
    panel({
      control: "moves",
      section: "after",
      label: { en: "What else people may do", zh: "允许的操作" },
      help: { en: "Besides deciding. What is left out has no button.", zh: "除审批外的操作；未勾选的不显示。" },
    }),
  )

export const resumeConfig = z
  .enum(["again", "back", "choose"])
  .default("again")
  .meta(
    panel({
      control: "choice",
      section: "after",
      label: { en: "When the ticket is returned from here", zh: "从此处退回后" },
      help: {
        en: "It comes the whole way again, or straight back to whoever returned it.",
        zh: "重新逐级流转，或处理后直接回到退回人。",
      },
      options: [
        { value: "again", label: { en: "Every step once more", zh: "重新逐级流转" } },
        { value: "back", label: { en: "Straight back here", zh: "直接回到此处" } },
        { value: "choose", label: { en: "Whoever returns it chooses", zh: "由退回人选择" } },
      ],
    }),
  )

export const branchPolicyConfig = z
  .enum(["fail", "branch", "wait"])
  .default("fail")
  .meta(
    panel({
      control: "choice",
      section: "what",
      label: { en: "A branch is rejected", zh: "某一分支被驳回时" },
      help: {
        en: "A rejection that no edge leads on from, inside a branch.",
        zh: "指分支内没有后续连线的驳回。",
      },
      options: [
        { value: "fail", label: { en: "All branches end", zh: "终止全部分支" } },
        { value: "branch", label: { en: "Only that branch ends", zh: "只结束该分支" } },
        { value: "wait", label: { en: "Wait for the others, then reject", zh: "等待其他分支完成后驳回" } },
      ],
    }),
  )

const someKeys = z.array(z.string().max(64)).max(100)

/** What of the form is special at a step: filled in here though the form does not require it, or not seen here at all. */
export const fieldRightsConfig = z
  .strictObject({ required: someKeys, hidden: someKeys })
  .optional()
  .meta(
    panel({
      control: "fieldRights",
      section: "form",
      label: { en: "Rights", zh: "字段权限" },
      help: {
        en: "Fields that are not filled in here are shown to read, unless they are hidden.",
        zh: "此环节不填写的字段默认只读，可设为隐藏。",
      },
    }),
  )
export type FieldRights = z.infer<typeof fieldRightsConfig>

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
