import * as z from "zod"
import { storableText } from "@/core/text"
import { panel } from "../config-panel"
import type { NodeKind } from "../node-kind"

const schema = z.strictObject({
  resolution: z
    .strictObject({
      /** Stable code that reports count by. */
      code: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/),
      /** What people read. */
      text: z.strictObject({ en: storableText(400), zh: storableText(400) }),
    })
    .meta(
      panel({
        control: "resolution",
        section: "what",
        label: { en: "Resolution", zh: "办结结果" },
        help: {
          en: "The code is what reports count by; the text is what people read.",
          zh: "结果代码用于统计，文字说明供人员查看。",
        },
      }),
    ),
  terminate: z
    .boolean()
    .default(false)
    .meta(
      panel({
        control: "switch",
        section: "what",
        label: { en: "Ends all branches", zh: "终止全部分支" },
        help: {
          en: "Otherwise the ticket closes when its last branch has ended.",
          zh: "不勾选时，最后一个分支结束后工单才结束。",
        },
      }),
    ),
})

export const close: NodeKind<z.infer<typeof schema>> = {
  kind: "close",
  group: "end",
  icon: "circle-check-big",
  title: { en: "Close", zh: "结束" },
  description: {
    en: "Ends its branch, and closes the ticket with a resolution once no branch is left.",
    zh: "结束当前分支；没有其他分支时，以指定结果结束工单。",
  },
  schema,
  defaults: () => ({ resolution: { code: "resolved", text: { en: "Resolved", zh: "已解决" } }, terminate: false }),
  exits: () => [],
  bpmn: ({ terminate }) => ({ element: "endEvent", isTerminating: terminate }),
  hasEntry: true,
  summary: ({ resolution }) => ({
    en: resolution.text.en || resolution.code,
    zh: resolution.text.zh || resolution.code,
  }),
  check: () => [],
  arrive: (run, { resolution, terminate }) => run.close(resolution.code, resolution.text, terminate),
}
