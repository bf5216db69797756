import * as z from "zod"
import { storableText } from "@/core/text"
import { prioritySchema } from "@/core/ticket/event"
import { priorityTitles } from "@/core/ticket/priority"
import { panel } from "../config-panel"
import { checkTemplate } from "../config-checks"
import type { NodeKind } from "../node-kind"

const schema = z.strictObject({
  title: storableText(400)
    .min(1)
    .meta(
      panel({
        control: "template",
        section: "what",
        label: { en: "Title", zh: "工单标题" },
        help: { en: "{{ }} inserts values.", zh: "可用 {{ }} 引用变量。" },
      }),
    ),
  priority: prioritySchema.meta(
    panel({
      control: "choice",
      section: "what",
      label: { en: "Priority", zh: "优先级" },
      options: prioritySchema.options.map((value) => ({ value, label: priorityTitles[value] })),
    }),
  ),
  category: storableText(120).meta(
    panel({
      control: "text",
      section: "what",
      label: { en: "Category", zh: "分类" },
      help: { en: "Groups tickets in lists and reports.", zh: "用于列表与报表中的归类。" },
    }),
  ),
})

export const createTicket: NodeKind<z.infer<typeof schema>> = {
  kind: "createTicket",
  group: "automatic",
  icon: "ticket-plus",
  title: { en: "Create ticket", zh: "创建工单" },
  description: {
    en: "Gives the ticket its title, priority and category.",
    zh: "设置工单的标题、优先级和分类。",
  },
  schema,
  defaults: () => ({ title: "#{{ ticket.number }}", priority: "normal", category: "" }),
  exits: () => [{ id: "next", title: { en: "Next", zh: "下一步" }, tone: "neutral" }],
  bpmn: () => ({ element: "task" }),
  hasEntry: true,
  summary: ({ priority, category }) => {
    const { en, zh } = priorityTitles[priority]
    return category ? { en: `${en} · ${category}`, zh: `${zh} · ${category}` } : { en, zh }
  },
  check: ({ title }, node, context) => checkTemplate(title, "title", node, context),
  arrive(run, { title, priority, category }) {
    run.emit({ type: "set", title: run.render(title, 400), priority, category })
    run.complete("next")
  },
}
