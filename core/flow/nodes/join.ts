import * as z from "zod"
import { panel } from "../config-panel"
import { nodeProblem } from "../config-checks"
import type { NodeKind } from "../node-kind"

const schema = z.strictObject({
  wait: z.enum(["all", "count"]).meta(
    panel({
      control: "choice",
      section: "what",
      label: { en: "Goes on", zh: "汇合条件" },
      options: [
        { value: "all", label: { en: "When no branch can come any more", zh: "所有分支到齐" } },
        { value: "count", label: { en: "After a number of branches", zh: "到达指定数量的分支" } },
      ],
    }),
  ),
  count: z
    .int()
    .min(1)
    .max(50)
    .meta(
      panel({
        control: "number",
        section: "what",
        label: { en: "Branches", zh: "分支数" },
        visibleWhen: { key: "wait", values: ["count"] },
      }),
    ),
  rest: z.enum(["cancel", "finish"]).meta(
    panel({
      control: "choice",
      section: "what",
      label: { en: "The other branches", zh: "其余分支" },
      options: [
        { value: "cancel", label: { en: "End at once", zh: "立即终止" } },
        { value: "finish", label: { en: "Finish, and end here", zh: "继续办完，到此结束" } },
      ],
      visibleWhen: { key: "wait", values: ["count"] },
    }),
  ),
})

export const join: NodeKind<z.infer<typeof schema>> = {
  kind: "join",
  group: "routing",
  icon: "merge",
  title: { en: "Join", zh: "汇合" },
  description: {
    en: "Waits for the branches of a split. One that has ended, or was never taken, is not waited for.",
    zh: "等待各分支到达后再继续；已结束或未走的分支不再等待。",
  },
  schema,
  defaults: () => ({ wait: "all", count: 1, rest: "cancel" }),
  exits: () => [{ id: "next", title: { en: "Next", zh: "下一步" }, tone: "neutral" }],
  bpmn: ({ wait }) => ({ element: wait === "all" ? "parallelGateway" : "complexGateway" }),
  hasEntry: true,
  summary: ({ wait, count }) =>
    wait === "all"
      ? { en: "All branches", zh: "所有分支" }
      : { en: `${count} ${count === 1 ? "branch" : "branches"}`, zh: `任意${count}个分支` },
  join: ({ wait, count, rest }) => (wait === "all" ? { count: null, rest: "finish" } : { count, rest }),
  check: ({ wait, count }, node, { incoming }) => {
    if (wait === "all" || count <= incoming.length) return []
    const text = {
      en: `Waits for ${count} branches, but only ${incoming.length} lead here.`,
      zh: `需要${count}个分支，但只有${incoming.length}条连线通到这里。`,
    }
    const more = incoming.length > 0 ? { suggestion: incoming.length } : {}
    return [nodeProblem(node, "count", "tooFewBranches", text, more)]
  },
  arrive: (run) => run.waitForOthers(),
}
