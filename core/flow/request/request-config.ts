import * as z from "zod"
import { checkExpression } from "@/core/expression/check"
import { toProblem } from "@/core/expression/problem"
import type { Problem } from "@/core/problem"
import { checkTemplate, nodeProblem } from "../config-checks"
import { panel } from "../config-panel"
import type { DraftNode } from "../graph"
import type { CheckContext } from "../node-kind"
import { isPointer } from "./pointer"

// What a request to a service is made of, and where its answer goes.

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const

/** Pauses between attempts grow (server/request); all ten take some fifteen hours. */
export const attemptsLimit = 10

export const requestShape = {
  serviceId: z
    .uuid()
    .nullable()
    .meta(
      panel({
        control: "service",
        section: "what",
        label: { en: "Service", zh: "服务" },
        help: {
          en: "Has the address and the keys. Without one, the whole address stands below and no key is sent.",
          zh: "服务保存地址与密钥；不选时在下方填写完整地址，且不带密钥。",
        },
      }),
    ),
  method: z.enum(methods).meta(
    panel({
      control: "choice",
      section: "what",
      label: { en: "Method", zh: "请求方法" },
      options: methods.map((value) => ({ value, label: { en: value, zh: value } })),
    }),
  ),
  url: z
    .string()
    .max(2048)
    .meta(
      panel({
        control: "template",
        section: "what",
        label: { en: "Address", zh: "地址" },
        help: {
          en: "With a service, what follows its address: /customers/{{ call.customerId }}",
          zh: "选择服务时填写其后的路径，如 /customers/{{ call.customerId }}",
        },
      }),
    ),
  attemptsMax: z
    .int()
    .min(1)
    .max(attemptsLimit)
    .meta(
      panel({
        control: "number",
        section: "after",
        label: { en: "Attempts", zh: "尝试次数" },
        help: {
          en: "Repeated when nobody answers, and on 408, 429 and 5xx; after 5 s, then ever longer.",
          zh: "无应答或返回 408、429、5xx 时重试，间隔从 5 秒起递增。",
        },
      }),
    ),
  timeoutSec: z
    .int()
    .min(1)
    .max(60)
    .meta(panel({ control: "number", section: "after", label: { en: "Seconds for one", zh: "单次超时（秒）" } })),
}

/** A member of the request's JSON: "customer.id" nests. With GET and DELETE they go into the address's query. */
export const memberSchema = z.strictObject({
  name: z.string().min(1).max(120),
  source: z.string().max(4096),
})
export type Member = z.infer<typeof memberSchema>

/** Where a part of the answer goes: a JSON Pointer into its body, and a field of the flow. */
export const outputSchema = z.strictObject({ pointer: z.string().max(400), field: z.string().max(64) })
export type Output = z.infer<typeof outputSchema>

export const outputsConfig = z
  .array(outputSchema)
  .max(50)
  .meta(
    panel({
      control: "outputs",
      section: "form",
      label: { en: "What to keep of the answer", zh: "保存应答内容" },
      help: {
        en: "A path into the answer's JSON, such as /customer/level, and the field it goes to.",
        zh: "应答 JSON 中的路径（如 /customer/level）及写入的字段。",
      },
    }),
  )

type Address = { serviceId: string | null; url: string }

/** The service is there; without one the address names its host in plain text, so that no value chooses where it goes. */
export function checkAddress({ serviceId, url }: Address, node: DraftNode, context: CheckContext): Problem[] {
  const problems = checkTemplate(url, "url", node, context)
  if (serviceId !== null) {
    if (context.serviceIds && !context.serviceIds.has(serviceId)) {
      const text = { en: "The service is gone.", zh: "所选服务已不存在。" }
      problems.push(nodeProblem(node, "serviceId", "unknownService", text))
    }
    if (url !== "" && !/^[/?]/.test(url)) {
      const text = { en: "What follows a service's address begins with “/”.", zh: "服务路径应以“/”开头。" }
      problems.push(nodeProblem(node, "url", "badPath", text))
    }
  } else if (!/^https?:\/\/[^\s/?#{}@]+([/?#]|$)/i.test(url)) {
    const text = {
      en: "Give the whole address, with a host that no value changes: https://api.example.com/…",
      zh: "请填写完整地址，主机名不可使用变量：https://api.example.com/…",
    }
    problems.push(nodeProblem(node, "url", "badAddress", text))
  }
  return problems
}

export function checkMembers(members: Member[], node: DraftNode, { variables }: CheckContext): Problem[] {
  const names = members.map(({ name }) => name)
  return members.flatMap(({ name, source }, index) => {
    const place = { nodeId: node.id, field: `body.${index}.source` }
    if (names.some((other, at) => at < index && (other === name || isInside(name, other) || isInside(other, name)))) {
      const text = { en: `“${name}” is there twice.`, zh: `“${name}”重复。` }
      return [nodeProblem(node, `body.${index}.name`, "memberTwice", text)]
    }
    if (name.split(".").some((part) => part === "" || part === "__proto__")) {
      const text = { en: `“${name}” is no name.`, zh: `“${name}”不是有效名称。` }
      return [nodeProblem(node, `body.${index}.name`, "badName", text)]
    }
    if (source.trim() === "") {
      const text = { en: "There is no expression.", zh: "尚未填写表达式。" }
      return [nodeProblem(node, `body.${index}.source`, "noExpression", text)]
    }
    return checkExpression(source, { variables, expect: "any" }).problems.map((one) => toProblem(one, place))
  })
}

const isInside = (name: string, outer: string) => name.startsWith(`${outer}.`)

export function checkOutputs(outputs: Output[], node: DraftNode, { fieldTypes }: CheckContext): Problem[] {
  return outputs.flatMap(({ pointer, field }, index) => {
    const place = `outputs.${index}`
    const problems: Problem[] = []
    if (!isPointer(pointer)) {
      const text = { en: "A path begins with “/”, such as /data/level.", zh: "路径应以“/”开头，如 /data/level。" }
      problems.push(nodeProblem(node, `${place}.pointer`, "badPointer", text))
    }
    if (!fieldTypes.has(field)) {
      const text = { en: `The flow has no field “${field}”.`, zh: `流程中没有字段“${field}”。` }
      problems.push(nodeProblem(node, `${place}.field`, "unknownField", text))
    } else if (outputs.some((other, at) => at < index && other.field === field)) {
      const text = { en: `“${field}” is filled twice.`, zh: `字段“${field}”重复赋值。` }
      problems.push(nodeProblem(node, `${place}.field`, "fieldTwice", text))
    }
    return problems
  })
}
