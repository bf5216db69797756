import type { Problem } from "@/core/problem"
import type { Field } from "../graph"
import { readFieldUse, type FieldUse } from "./field-use"
import { calls, found, type FlowReading, type Lint } from "./reading"

const nobody: ReadonlySet<string> = new Set()

/** Fields that nobody uses, that nobody fills, that are read too early, and values that nobody will see. */
export const lintFields: Lint = (reading) => {
  const { fields } = reading.draft
  if (fields.length === 0) return []
  const use = readFieldUse(reading)
  return fields.flatMap((field, index) => lintField(reading, use, field, index))
}

function lintField(reading: FlowReading, use: FieldUse, field: Field, index: number): Problem[] {
  const { key } = field
  const asked = use.asked.get(key) ?? nobody
  const written = use.written.get(key) ?? nobody
  const isRead = use.mentioned.has(key)
  const place = { field: `fields.${index}` }
  const name = { en: field.label.en || key, zh: field.label.zh || key }
  if (asked.size + written.size === 0) {
    if (!isRead) {
      const text = { en: `No step uses the field “${name.en}”.`, zh: `没有任何环节使用字段“${name.zh}”。` }
      return [found("advice", "unusedField", place, text)]
    }
    const text = {
      en: `“${name.en}” is read, but nobody ever fills it in.`,
      zh: `字段“${name.zh}”被读取，但没有任何环节填写它。`,
    }
    const hint = {
      en: "Ask for it in the form of a step before it is read.",
      zh: "请在读取之前的环节表单中加入该字段。",
    }
    return [found("warning", "neverFilled", place, text, { hint })]
  }
  const fillers = new Set([...asked, ...written])
  return [...tooEarly(reading, use, key, name, fillers), ...(isRead ? [] : unseen(reading, key, name, written))]
}

/** Every node after one of these. A node in a circle comes after itself. */
function after(reading: FlowReading, nodeIds: Iterable<string>): Set<string> {
  const later = new Set<string>()
  for (const id of nodeIds) for (const { target } of reading.outgoing.get(id) ?? []) later.add(target)
  for (const id of later) for (const { target } of reading.outgoing.get(id) ?? []) later.add(target)
  return later
}

/** Where it is read although no step that fills it can have come before. */
function tooEarly(
  reading: FlowReading,
  use: FieldUse,
  key: string,
  name: { en: string; zh: string },
  fillers: ReadonlySet<string>,
): Problem[] {
  const own = use.reads.filter((read) => read.key === key && reading.reached.has(read.nodeId))
  if (own.length === 0) return []
  const later = after(reading, fillers)
  const said = new Set<string>()
  return own.flatMap(({ nodeId, edgeId, path, start, end }) => {
    // What a step asks for is there when it is left, and for its clock while it runs: only what is read on arrival is early.
    const isOnTheWay = path.startsWith("sla.") || path.startsWith("visitSla.") || path === "condition"
    const at = `${nodeId} ${edgeId ?? ""} ${path}`
    if (later.has(nodeId) || (fillers.has(nodeId) && isOnTheWay) || said.has(at)) return []
    said.add(at)
    const step = calls(reading, nodeId)
    const text = {
      en: `“${step.en}” reads “${name.en}”, which is still empty then.`,
      zh: `“${step.zh}”读取“${name.zh}”时，该字段必为空。`,
    }
    const hint = { en: "A step before it must fill it in.", zh: "请在它之前的环节填写该字段。" }
    const place = { nodeId, ...(edgeId !== undefined && { edgeId }), field: path, start, end }
    return [found("warning", "readTooEarly", place, text, { hint })]
  })
}

/** Filled by a step, read by none, and no person comes after it who would see it. */
function unseen(
  reading: FlowReading,
  key: string,
  name: { en: string; zh: string },
  written: ReadonlySet<string>,
): Problem[] {
  return [...written].flatMap((nodeId) => {
    if (!reading.reached.has(nodeId)) return []
    const isSeen = [...after(reading, [nodeId])].some((id) => reading.checked.get(id)?.kind.group === "people")
    if (isSeen) return []
    const step = calls(reading, nodeId)
    const text = {
      en: `“${step.en}” fills “${name.en}”, and nothing after it reads it.`,
      zh: `“${step.zh}”写入“${name.zh}”，但之后无人读取。`,
    }
    return [found("advice", "writtenOnly", { nodeId }, text)]
  })
}
