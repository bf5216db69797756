import type { Problem } from "@/core/problem"
import { areAllowedHeaders } from "@/server/http/headers"
import { parseTarget } from "@/server/http/target"
import { nameProblems } from "@/server/people/name"

/** `value` null: the stored one stays. */
export type ServiceDraft = { name: string; baseUrl: string; headers: { name: string; value: string | null }[] }

const problem = (code: string, field: string, en: string, zh: string): Problem => ({
  code,
  severity: "error",
  place: { field },
  text: { en, zh },
})

export const serviceNameTaken = problem("nameTaken", "name", "Another service has this name.", "已有同名的服务。")

/** An address as it is stored: without blanks around it and without a slash at its end, since paths begin with one. */
export const tidyAddress = (text: string): string => text.trim().replace(/\/+$/, "")

/** Everything wrong with a service by itself. Pure. */
export function serviceProblems({ name, baseUrl, headers }: ServiceDraft): Problem[] {
  const names = headers.map((header) => header.name.trim().toLowerCase())
  return [
    ...nameProblems(name, "name"),
    ...addressProblems(tidyAddress(baseUrl)),
    ...headers.flatMap((header, index): Problem[] => {
      const field = `headers.${index}`
      if (names.indexOf(names[index]!) < index)
        return [problem("headerTwice", `${field}.name`, "This header is there twice.", "该请求头重复。")]
      if (!areAllowedHeaders({ [header.name.trim()]: "" })) {
        return [
          problem(
            "headerNotAllowed",
            `${field}.name`,
            "Use Authorization, Api-Key or a header that begins with X-.",
            "请使用 Authorization、Api-Key 或以 X- 开头的请求头。",
          ),
        ]
      }
      if (header.value === "") return [problem("valueMissing", `${field}.value`, "Enter a value.", "请填写值。")]
      if (header.value !== null && !areAllowedHeaders({ "x-value": header.value }))
        return [
          problem(
            "valueInvalid",
            `${field}.value`,
            "A value is one line of at most 4096 characters.",
            "值须为单行，且不超过 4096 个字符。",
          ),
        ]
      return []
    }),
  ]
}

function addressProblems(baseUrl: string): Problem[] {
  const target = parseTarget(baseUrl)
  if (!target.ok) return [{ code: target.code, severity: "error", place: { field: "baseUrl" }, text: target.text }]
  if (/[?#]/.test(baseUrl)) {
    return [
      problem(
        "addressTooLong",
        "baseUrl",
        "Leave out what begins with “?” or “#”; it belongs to a step.",
        "请去掉“?”或“#”之后的部分，这些内容在环节中填写。",
      ),
    ]
  }
  return []
}

/** A key must not be sent to where it was not meant for, only because somebody changed the address. */
export const secretNeeded = (index: number): Problem =>
  problem(
    "secretNeededAgain",
    `headers.${index}.value`,
    "The address has changed. Enter this again, so that it is not sent where it does not belong.",
    "地址已更改，请重新填写此项，以免凭据发往错误的地方。",
  )
