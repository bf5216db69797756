import * as z from "zod"
import { checkExpression } from "@/core/expression/check"
import { toProblem } from "@/core/expression/problem"
import { describeMinutes } from "@/core/sla/describe"
import { slaPolicySchema } from "@/core/sla/policy"
import { checkCalendarId } from "../config-checks"
import { panel } from "../config-panel"
import type { NodeKind } from "../node-kind"

/** Open minutes of a calendar, or a point in time that an expression gives. */
export const waitSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("minutes"),
    minutes: z.int().min(1).max(525_600),
    calendarId: slaPolicySchema.shape.calendarId,
  }),
  z.strictObject({ type: z.literal("until"), source: z.string().max(4096) }),
])

const schema = z.strictObject({
  wait: waitSchema.meta(
    panel({
      control: "wait",
      section: "what",
      label: { en: "How long", zh: "等待时间" },
      help: {
        en: "A time by the calendar, or a point in time that an expression gives. One that is past is not waited for.",
        zh: "按日历计算的时长，或由表达式给出的时间点；已过的时间不再等待。",
      },
    }),
  ),
})

export const wait: NodeKind<z.infer<typeof schema>> = {
  kind: "wait",
  group: "automatic",
  icon: "hourglass",
  title: { en: "Wait", zh: "等待" },
  description: { en: "Waits for a time, then goes on.", zh: "等待一段时间后继续。" },
  schema,
  defaults: () => ({ wait: { type: "minutes", minutes: 60, calendarId: null } }),
  exits: () => [{ id: "next", title: { en: "Next", zh: "下一步" }, tone: "neutral" }],
  bpmn: ({ wait: config }) => ({
    element: "intermediateCatchEvent",
    ...(config.type === "minutes" ? { timerMin: config.minutes } : { timerAt: config.source }),
  }),
  hasEntry: true,
  waits: () => true,
  summary: ({ wait: config }) =>
    config.type === "minutes" ? describeMinutes(config.minutes) : { en: "Until a point in time", zh: "到指定时间" },
  check: ({ wait: config }, node, context) => {
    if (config.type === "minutes") return checkCalendarId(config.calendarId, "wait.calendarId", node, context)
    const place = { nodeId: node.id, field: "wait.source" }
    const { problems } = checkExpression(config.source, { variables: context.variables, expect: "timestamp" })
    return problems.map((found) => toProblem(found, place))
  },
  arrive(run, { wait: config }) {
    if (config.type === "minutes") {
      run.waitUntil(run.afterWorking(config.minutes, config.calendarId))
      return
    }
    const outcome = run.compute(config.source)
    if (!outcome.ok) {
      run.incident("expression", outcome.problem.message, [config.source])
      return
    }
    const until = typeof outcome.value === "string" ? Date.parse(outcome.value) : Number.NaN
    if (Number.isNaN(until)) {
      run.incident("expression", { en: "This gives no point in time.", zh: "表达式没有给出时间点。" }, [config.source])
    } else if (until > run.at) run.waitUntil(until)
    else run.complete("next")
  },
  wake: (run) => run.complete("next"),
}
