import * as z from "zod"
import { nodeProblem } from "../config-checks"
import { panel } from "../config-panel"
import type { NodeKind } from "../node-kind"

const schema = z.strictObject({
  nodeId: z
    .string()
    .max(40)
    .meta(
      panel({
        control: "node",
        section: "what",
        label: { en: "Goes on at", zh: "跳转到" },
        help: {
          en: "As if an edge were drawn to it: for ways that would cross the whole canvas.",
          zh: "等同于连线到该环节，适用于连线需跨越整个画布的情形。",
        },
      }),
    ),
})

export const jump: NodeKind<z.infer<typeof schema>> = {
  kind: "jump",
  group: "routing",
  icon: "redo-2",
  title: { en: "Jump", zh: "跳转" },
  description: { en: "Goes on at another step of the flow.", zh: "跳转到流程中的另一个环节。" },
  schema,
  defaults: () => ({ nodeId: "" }),
  exits: () => [],
  bpmn: ({ nodeId }) => ({ element: "intermediateThrowEvent", linkTo: nodeId }),
  hasEntry: true,
  leadsTo: ({ nodeId }) => (nodeId === "" ? null : nodeId),
  summary: () => ({ en: "To another step", zh: "前往其他环节" }),
  check: ({ nodeId }, node, { entries }) => {
    if (nodeId === "") {
      return [nodeProblem(node, "nodeId", "noStep", { en: "Choose where it goes on.", zh: "请选择跳转到的环节。" })]
    }
    if (entries.has(nodeId)) return []
    return [nodeProblem(node, "nodeId", "unknownStep", { en: "The step is gone.", zh: "所选环节已不存在。" })]
  },
  arrive: (run) => run.complete("next"),
}
