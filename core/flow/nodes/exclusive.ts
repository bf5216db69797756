import * as z from "zod"
import { checkRoutes } from "../route-checks"
import { reportFailedRoute, reportNoRoute } from "../route-incidents"
import type { NodeKind } from "../node-kind"

const schema = z.strictObject({})

export const exclusive: NodeKind<z.infer<typeof schema>> = {
  kind: "exclusive",
  group: "routing",
  icon: "split",
  title: { en: "Exclusive split", zh: "条件分支" },
  description: {
    en: "Takes the first route whose condition holds, and the fallback when none does.",
    zh: "按优先级走第一条满足条件的路线，都不满足时走默认路线。",
  },
  schema,
  defaults: () => ({}),
  exits: () => [{ id: "route", title: { en: "Route", zh: "路线" }, tone: "neutral", many: true }],
  bpmn: () => ({ element: "exclusiveGateway" }),
  hasEntry: true,
  summary: () => ({ en: "First condition that holds", zh: "首个满足的条件" }),
  check: (_, node, context) =>
    checkRoutes(node, { ...context, outgoing: context.outgoing.filter((edge) => edge.exit === "route") }),
  arrive(run) {
    const routes = run.routes()
    const conditions = routes.filter((route) => !route.fallback)
    for (const route of conditions) {
      const outcome = run.evaluate(route)
      if (!outcome.ok) {
        reportFailedRoute(run, route, outcome.problem)
        return
      }
      if (outcome.value) {
        run.leaveBy(route)
        return
      }
    }
    const fallback = routes.find((route) => route.fallback)
    if (fallback) run.leaveBy(fallback)
    else reportNoRoute(run, conditions)
  },
}
