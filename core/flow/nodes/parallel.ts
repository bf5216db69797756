import * as z from "zod"
import { ticketLimits } from "@/core/ticket/limits"
import { branchPolicyConfig } from "../config-panel"
import { nodeProblem } from "../config-checks"
import type { NodeKind } from "../node-kind"
import { splitExits } from "../split-exits"

const schema = z.strictObject({ onReject: branchPolicyConfig })

export const parallel: NodeKind<z.infer<typeof schema>> = {
  kind: "parallel",
  group: "routing",
  icon: "git-fork",
  title: { en: "Parallel split", zh: "并行分支" },
  description: {
    en: "Goes on by all routes at once. A join brings the branches together again.",
    zh: "同时走所有路线，之后用“汇合”节点合并。",
  },
  schema,
  defaults: () => ({ onReject: "fail" }),
  exits: () => splitExits(true),
  bpmn: () => ({ element: "parallelGateway" }),
  hasEntry: true,
  summary: () => ({ en: "All routes at once", zh: "同时走所有路线" }),
  branches: ({ onReject }) => onReject,
  check: (_, node, { outgoing }) => {
    const routes = outgoing.filter((edge) => edge.exit === "route")
    if (routes.length <= ticketLimits.branchesMax) return []
    const max = ticketLimits.branchesMax
    const text = { en: `A split has at most ${max} routes.`, zh: `一个分支最多${max}条路线。` }
    return [nodeProblem(node, "exit.route", "tooManyBranches", text)]
  },
  arrive: (run) => run.fork(run.routes().filter((edge) => edge.exit === "route")),
}
