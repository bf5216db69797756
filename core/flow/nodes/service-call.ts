import * as z from "zod"
import type { Values } from "@/core/ticket/event"
import { panel } from "../config-panel"
import type { NodeKind } from "../node-kind"
import {
  checkAddress,
  checkMembers,
  checkOutputs,
  memberSchema,
  outputsConfig,
  requestShape,
} from "../request/request-config"
import { takeAnswer } from "../request/take-answer"

const schema = z.strictObject({
  serviceId: requestShape.serviceId,
  method: requestShape.method,
  url: requestShape.url,
  body: z
    .array(memberSchema)
    .max(50)
    .meta(
      panel({
        control: "members",
        section: "what",
        label: { en: "What is sent", zh: "发送内容" },
        help: {
          en: "Each name becomes a member of the JSON; “customer.id” nests. GET and DELETE send them in the address.",
          zh: "每个名称成为 JSON 的一个成员，“customer.id”表示嵌套；GET 与 DELETE 放在地址参数中。",
        },
      }),
    ),
  outputs: outputsConfig,
  attemptsMax: requestShape.attemptsMax,
  timeoutSec: requestShape.timeoutSec,
})
type Config = z.infer<typeof schema>

export const failedExit = {
  id: "failed",
  title: { en: "Failed", zh: "失败" },
  tone: "negative",
  optional: true,
  stops: true,
} as const

export const serviceCall: NodeKind<Config> = {
  kind: "serviceCall",
  group: "automatic",
  icon: "plug-zap",
  title: { en: "Service call", zh: "服务调用" },
  description: {
    en: "Asks another system over HTTP and keeps what it answers. Without an edge from “Failed”, a failure is an incident.",
    zh: "通过 HTTP 调用其他系统并保存应答；“失败”出口未连线时，失败即报异常。",
  },
  schema,
  defaults: () => ({
    serviceId: null,
    method: "POST",
    url: "",
    body: [],
    outputs: [],
    attemptsMax: 5,
    timeoutSec: 15,
  }),
  exits: () => [{ id: "done", title: { en: "Answered", zh: "已应答" }, tone: "neutral" }, failedExit],
  bpmn: () => ({ element: "serviceTask" }),
  hasEntry: true,
  waits: () => true,
  summary: ({ method, url }) => {
    const text = `${method} ${url.replace(/^https?:\/\//, "").slice(0, 40)}`.trim()
    return { en: text, zh: text }
  },
  writes: ({ outputs }) => outputs.map(({ field }) => field),
  check: (config, node, context) => [
    ...checkAddress(config, node, context),
    ...checkMembers(config.body, node, context),
    ...checkOutputs(config.outputs, node, context),
  ],
  arrive(run, { body, outputs: _outputs, ...request }) {
    const members: Values = {}
    for (const { name, source } of body) {
      const outcome = run.compute(source)
      if (!outcome.ok) {
        const { en, zh } = outcome.problem.message
        run.incident("expression", { en: `“${name}”: ${en}`, zh: `“${name}”：${zh}` }, [source])
        return
      }
      members[name] = outcome.value
    }
    run.request({ ...request, members })
  },
  answered(run, { outputs }, answer) {
    if (takeAnswer(run, outputs, answer)) run.complete("done")
  },
}
