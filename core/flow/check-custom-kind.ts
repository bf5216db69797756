import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import type { CustomKind } from "./custom-kind"
import { isPointer } from "./request/pointer"

/** Everything wrong with a node kind, each with its field ("exits.1.id"). Pure. */
export function checkCustomKind(kind: CustomKind): Problem[] {
  const problems: Problem[] = []
  const add = (field: string, code: string, text: Text) =>
    problems.push({ code, severity: "error", place: { field }, text })
  const twice = (list: string, property: string, values: string[]) => {
    for (const [index, value] of values.entries()) {
      if (values.indexOf(value) === index) continue
      add(`${list}.${index}.${property}`, "twice", { en: `“${value}” is there twice.`, zh: `“${value}”重复。` })
    }
  }
  twice(
    "fields",
    "key",
    kind.fields.map(({ key }) => key),
  )
  twice(
    "results",
    "key",
    kind.results.map(({ key }) => key),
  )
  twice(
    "exits",
    "id",
    kind.exits.map(({ id }) => id),
  )
  for (const [index, { type, options }] of kind.fields.entries()) {
    if (type === "choice" && options.length === 0) {
      add(`fields.${index}.options`, "noOptions", { en: "Name what can be chosen.", zh: "请填写可选项。" })
    }
  }
  for (const [index, { pointer }] of kind.results.entries()) {
    if (!isPointer(pointer)) add(`results.${index}.pointer`, "badPointer", badPointer)
  }
  if (kind.exits.some(({ id }) => id === "failed")) {
    const text = { en: "“failed” is there for every kind.", zh: "“failed”为内置出口。" }
    add(`exits.${kind.exits.findIndex(({ id }) => id === "failed")}.id`, "reserved", text)
  }
  if (kind.exits.length > 1 && (kind.exitPointer === "" || !isPointer(kind.exitPointer))) {
    add("exitPointer", "badPointer", {
      en: "With several exits, say where in the answer the exit's id stands: /result",
      zh: "有多个出口时，请指定应答中出口标识的路径，如 /result",
    })
  }
  if (kind.request.path !== "" && !/^[/?]/.test(kind.request.path)) {
    add("request.path", "badPath", {
      en: "What follows a service's address begins with “/”.",
      zh: "服务路径应以“/”开头。",
    })
  }
  return problems
}

const badPointer = { en: "A path begins with “/”, such as /data/level.", zh: "路径应以“/”开头，如 /data/level。" }
