import * as z from "zod"
import { branchPolicyConfig } from "../config-panel"
import { checkRoutes } from "../route-checks"
import { reportFailedRoute, reportNoRoute } from "../route-incidents"
import type { NodeKind } from "../node-kind"
import { splitExits } from "../split-exits"

const schema = z.strictObject({ onReject: branchPolicyConfig })

export const inclusive: NodeKind<z.infer<typeof schema>> = {
  kind: "inclusive",
  group: "routing",
  icon: "waypoints",
  title: { en: "Inclusive split", zh: "包容分支" },
  description: {
    en: "Goes on by every route whose condition holds, and by the fallback when none does.",
    zh: "同时走所有满足条件的路线，都不满足时走默认路线。",
  },
  schema,
  defaults: () => ({ onReject: "fail" }),
  exits: () => splitExits(false),
  bpmn: () => ({ element: "inclusiveGateway" }),
  hasEntry: true,
  summary: () => ({ en: "Every condition that holds", zh: "所有满足的条件" }),
  branches: ({ onReject }) => onReject,
  check: (_, node, context) =>
    checkRoutes(node, { ...context, outgoing: context.outgoing.filter((edge) => edge.exit === "route") }),
  arrive(run) {
    const routes = run.routes().filter((edge) => edge.exit === "route")
    const conditions = routes.filter((route) => !route.fallback)
    const taken = []
    for (const route of conditions) {
      const outcome = run.evaluate(route)
      if (!outcome.ok) {
        reportFailedRoute(run, route, outcome.problem)
        return
      }
      if (outcome.value) taken.push(route)
    }
    if (taken.length === 0) taken.push(...routes.filter((route) => route.fallback))
    if (taken.length > 0) run.fork(taken)
    else reportNoRoute(run, conditions)
  },
}
