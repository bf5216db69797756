import type { TenantNames } from "@/core/flow/file/flow-file"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { invariant } from "@/core/problem"
import type { Account, ListedNote } from "./account"
import { documentationOf, isA, partOf, partsOf, textOf, type Element } from "./element"
import { minutesOf } from "./duration"

export type Mapped = { kind: string; config: Record<string, unknown> }

/** A kind of step and its settings out of an element that we did not write. */
export type MapContext = {
  account: Account
  peopleOf: (element: Element) => unknown
  linkTarget: (name: string) => string | null
}

const withDefaults = (kind: string, config: Record<string, unknown> = {}): Mapped => {
  const found = nodeKind(kind)
  invariant(found, `there is a kind ${kind}`)
  return { kind, config: { ...(found.defaults() as Record<string, unknown>), ...config } }
}

/** Tasks by the meta-model's own names, the special ones first; what has to be said again is noted. */
const tasks: readonly (readonly [type: string, kind: string, note: ListedNote | null])[] = [
  ["UserTask", "handle", null],
  ["ManualTask", "handle", null],
  ["ReceiveTask", "handle", "confirmed"],
  ["SendTask", "remind", "messageLost"],
  ["ServiceTask", "serviceCall", "service"],
  ["BusinessRuleTask", "setValues", "script"],
  ["ScriptTask", "setValues", "script"],
  ["CallActivity", "subFlow", "callTarget"],
  ["Task", "handle", null],
  ["SubProcess", "handle", "flattened"],
]

/** What an activity or event is as a step; null for what a line only passes. Gateways are told by the lines around them. */
export function mapElement(element: Element, context: MapContext): Mapped | null {
  const { account } = context
  const task = tasks.find(([type]) => isA(element, type))
  if (task) {
    const [, kind, note] = task
    if (note) account.changed(element, note)
    account.keep(element)
    if (partOf(element, "loopCharacteristics")) {
      const loop = partOf(element, "loopCharacteristics")
      if (loop) account.leftOut(loop, "repetition")
    }
    return withDefaults(kind, kind === "handle" ? peopleAnd(element, context) : {})
  }
  if (isA(element, "IntermediateCatchEvent")) return mapCatch(element, context)
  if (isA(element, "IntermediateThrowEvent")) return mapThrow(element, context)
  account.leftOut(element)
  return null
}

function peopleAnd(element: Element, { account, peopleOf }: MapContext): Record<string, unknown> {
  const people = peopleOf(element)
  const instructions = documentationOf(element).slice(0, 2000)
  for (const part of partsOf(element, "documentation")) account.keep(part)
  return { instructions, ...(people !== null && { people }) }
}

const definitionsOf = (element: Element) => partsOf(element, "eventDefinitions")

function mapCatch(element: Element, context: MapContext): Mapped | null {
  const { account } = context
  const definitions = definitionsOf(element)
  const timer = definitions.find((one) => isA(one, "TimerEventDefinition"))
  account.keep(element)
  for (const one of definitions) account.keep(one)
  if (timer) {
    const { wait, isRead } = waitOf(timer)
    if (!isRead || definitions.length > 1) account.changed(element, "timer")
    return withDefaults("wait", { wait })
  }
  // Where a link arrives, a line goes on.
  if (definitions.some((one) => isA(one, "LinkEventDefinition"))) return null
  if (definitions.length === 0) {
    account.changed(element, "lines")
    return null
  }
  account.changed(element, "confirmed")
  return withDefaults("handle", peopleAnd(element, context))
}

/** How long an event waits; an hour stands in for what cannot be read. */
function waitOf(timer: Element): { wait: Record<string, unknown>; isRead: boolean } {
  const bodyOf = (name: string) => textOf(partOf(timer, name) ?? timer, "body").trim()
  const minutes = minutesOf(bodyOf("timeDuration"))
  if (minutes !== null) return { wait: { type: "minutes", minutes, calendarId: "always" }, isRead: true }
  const date = bodyOf("timeDate")
  if (date !== "" && !Number.isNaN(Date.parse(date))) {
    const source = `timestamp("${new Date(Date.parse(date)).toISOString()}")`
    return { wait: { type: "until", source }, isRead: true }
  }
  return { wait: { type: "minutes", minutes: 60, calendarId: "always" }, isRead: false }
}

function mapThrow(element: Element, { account, linkTarget }: MapContext): Mapped | null {
  const definitions = definitionsOf(element)
  account.keep(element)
  for (const one of definitions) account.keep(one)
  const link = definitions.find((one) => isA(one, "LinkEventDefinition"))
  if (link) {
    const nodeId = linkTarget(textOf(link, "name"))
    return withDefaults("jump", { nodeId: nodeId ?? "" })
  }
  if (definitions.some((one) => isA(one, "MessageEventDefinition") || isA(one, "EscalationEventDefinition"))) {
    account.changed(element, "messageLost")
    return withDefaults("remind")
  }
  if (definitions.length === 0) account.changed(element, "lines")
  else account.leftOut(element)
  return null
}

/** How an end closes the ticket. */
export function mapEnd(element: Element, account: Account): Mapped {
  const definitions = definitionsOf(element)
  const terminate = definitions.some((one) => isA(one, "TerminateEventDefinition"))
  account.keep(element)
  for (const one of definitions) account.keep(one)
  if (definitions.some((one) => !isA(one, "TerminateEventDefinition"))) account.changed(element, "messageLost")
  const name = textOf(element, "name").replaceAll(/\s+/g, " ").trim().slice(0, 400)
  const isFailure = definitions.some((one) => isA(one, "ErrorEventDefinition") || isA(one, "CancelEventDefinition"))
  const code = isFailure ? "failed" : "resolved"
  return withDefaults("close", {
    terminate,
    ...(name !== "" && { resolution: { code, text: { en: name, zh: name } } }),
  })
}

/** A clock on the edge of a task, as the task's deadline. `jumpTo`: where it goes when the clock has run out. */
export function deadlineOf(boundary: Element, jumpTo: string | null): Record<string, unknown> | null {
  const timer = definitionsOf(boundary).find((one) => isA(one, "TimerEventDefinition"))
  const body = timer && partOf(timer, "timeDuration")
  const targetMin = body ? minutesOf(textOf(body, "body")) : null
  if (targetMin === null) return null
  const tier = {
    at: { type: "percent", percent: 100 },
    audience: [{ type: "assignee" }],
    channels: ["inApp"],
    ...(jumpTo !== null && { action: { type: "jump", nodeId: jumpTo } }),
  }
  return { targetMin, calendarId: "always", tiers: [tier] }
}

/** Whoever a lane is named after, where the organisation has a group or unit of that name. */
export function peopleOfLane(name: string, names: TenantNames): unknown {
  const is = (thing: { name: string }) => thing.name.trim().toLowerCase() === name.trim().toLowerCase()
  const group = names.skillGroup.find(is)
  if (group) return { type: "skillGroup", skillGroupId: group.id, onlineOnly: false }
  const unit = names.unit.find(is)
  return unit ? { type: "unit", unitId: unit.id, includeSubunits: true } : null
}
