import type { Field } from "@/core/flow/graph"
import type { Text } from "@/core/text"
import type { Actor, TicketEvent, Value } from "@/core/ticket/event"
import { formatInstant, formatValue, type ValueStyle } from "./field-value"

/** Who and what the ids in a trace stand for. Built once for a list of events; every answer is in both languages. */
export type EventNames = {
  actor(by: Actor): Text
  /** null: nobody yet, it waits in a queue. */
  person(personId: string | null): Text
  node(nodeId: string): Text
  nodeOfActivation(activationId: string): Text
  nodeOfTodo(todoId: string): Text
  nodeOfIncident(incidentId: string): Text
  /** The clock that was stuck; null for an incident of a node. */
  clockOfIncident(incidentId: string, seq: number): Text | null
  /** The person who held the todo just before event `seq`; transfers change it. */
  assignee(todoId: string, seq: number): Text
  exit(activationId: string, exit: string): Text
  outcome(todoId: string, outcome: string): Text
  /** The name the author gave the route, or null. */
  route(edgeId: string | null): string | null
  field(key: string): Text
  value(key: string, value: Value): Text
  instant(at: number): Text
  /** What a clock measures, as it is called just before event `seq`: somebody's work at a node, a node, or an SLA. */
  clock(clockId: string, seq: number): Text
  version(versionId: string): Text
  /** The names as they were at event `seq`: those of the version the ticket was on then. */
  at(seq: number): EventNames
}

const same = (word: string): Text => ({ en: word, zh: word })
const systemActors = {
  system: { en: "System", zh: "系统" },
  timer: { en: "Clock", zh: "计时器" },
  call: { en: "Call", zh: "来电" },
} satisfies Record<string, Text>
const otherVersion: Text = { en: "another version", zh: "其他版本" }
const theQueue: Text = { en: "the queue", zh: "组队列" }
const formerMember: Text = { en: "a former member", zh: "已离开的成员" }

/** What the flow calls its parts; of a ticket made by `flowNamesOf`. */
export type FlowNames = {
  fields: Field[]
  /** By node id; both languages where a kind's own title stands in for a name. */
  nodeNames: Record<string, string | Text>
  /** By edge id; unnamed routes are "" or missing. */
  routeNames?: Record<string, string>
  /** What the flow calls its tickets' own clocks, by id. */
  slaNames?: Record<string, string>
  /** The exit or outcome of a node in words; without it ids are shown as they stand. */
  exitTitle?: (nodeId: string, exit: string) => Text | null
  /** Numbers of the versions the ticket has been on, by id. */
  versionNumbers?: Record<string, number>
  /** What earlier versions called their parts, in order; `untilSeq` is the last event of each. */
  earlier?: (Omit<FlowNames, "earlier"> & { untilSeq: number })[]
}

/**
 * `people` holds everybody the trace names; somebody who is missing was removed since. `timeZone` is the tenant's.
 * The events must start at the first one, because later events name todos and activations by their local ids.
 */
export function eventNames({ earlier = [], ...source }: NamesSource): EventNames {
  const at = (seq: number): EventNames => before.find(({ untilSeq }) => seq <= untilSeq)?.names ?? current
  const current = namesIn(source, Infinity, at)
  const before = earlier.map(({ untilSeq, ...names }) => ({
    untilSeq,
    names: namesIn({ ...source, ...names }, untilSeq, at),
  }))
  return current
}

type NamesSource = FlowNames & {
  events: readonly TicketEvent[]
  people: Record<string, { name: string }>
  timeZone: string
}

/** The names of one version, in force until event `untilSeq`. */
function namesIn(source: NamesSource, untilSeq: number, at: EventNames["at"]): EventNames {
  const fields = new Map(source.fields.map((field) => [field.key, field]))
  const activationNode = new Map<string, string>()
  const todoActivation = new Map<string, string>()
  const incidentActivation = new Map<string, string>()
  const incidentClock = new Map<string, string>()
  const holders = new Map<string, { from: number; personId: string | null }[]>()

  for (const { seq, body } of source.events) {
    // What an activation stands at is called as this version calls it.
    if (body.type === "migrated" && seq <= untilSeq) {
      for (const [id, nodeId] of activationNode) activationNode.set(id, body.nodes[nodeId] ?? nodeId)
    }
    if (body.type === "entered") activationNode.set(body.activationId, body.nodeId)
    if (body.type === "incident") {
      incidentActivation.set(body.incidentId, body.activationId)
      if (body.clockId !== undefined) incidentClock.set(body.incidentId, body.clockId)
    }
    if (body.type === "queued") holders.get(body.todoId)?.push({ from: seq, personId: null })
    if (body.type === "transferred" || body.type === "assigned")
      holders.get(body.todoId)?.push({ from: seq, personId: body.toId })
    if (body.type === "dispatched" || body.type === "added") {
      const activationId = body.type === "added" ? todoActivation.get(body.todoId) : body.activationId
      for (const todo of body.todos) {
        if (activationId !== undefined) todoActivation.set(todo.id, activationId)
        holders.set(todo.id, [{ from: seq, personId: todo.assigneeId }])
      }
    }
  }

  const person = (personId: string | null): Text => {
    if (personId === null) return theQueue
    const name = source.people[personId]?.name
    return name === undefined ? formerMember : same(name)
  }
  const node = (nodeId: string | undefined): Text => {
    const name = (nodeId !== undefined && source.nodeNames[nodeId]) || nodeId || "?"
    return typeof name === "string" ? same(name) : name
  }
  const exitOf = (nodeId: string | undefined, exit: string): Text =>
    (nodeId !== undefined && source.exitTitle?.(nodeId, exit)) || same(exit)
  const nodeIdOfTodo = (todoId: string) => activationNode.get(todoActivation.get(todoId) ?? "")
  const both = (render: (style: ValueStyle) => string): Text => ({
    en: render({ locale: "en", timeZone: source.timeZone }),
    zh: render({ locale: "zh", timeZone: source.timeZone }),
  })
  const lastAt = source.events.at(-1)?.at
  const assignee = (todoId: string, seq: number): Text => {
    const holder = holders.get(todoId)?.findLast(({ from }) => from < seq)
    return holder ? person(holder.personId) : formerMember
  }
  const quoted = (name: Text): Text => ({ en: `“${name.en}”`, zh: `“${name.zh}”` })

  const clock = (clockId: string, seq: number): Text => {
    if (clockId.startsWith("s")) return quoted(same(source.slaNames?.[clockId] || clockId))
    if (clockId.startsWith("a")) return quoted(node(activationNode.get(clockId)))
    const [step, who] = [quoted(node(nodeIdOfTodo(clockId))), assignee(clockId, seq)]
    return { en: `${step.en} with ${who.en}`, zh: `${who.zh}的${step.zh}` }
  }

  return {
    actor: (by) => (by === "system" || by === "timer" || by === "call" ? systemActors[by] : person(by)),
    person,
    node,
    nodeOfActivation: (activationId) => node(activationNode.get(activationId)),
    nodeOfTodo: (todoId) => node(nodeIdOfTodo(todoId)),
    nodeOfIncident: (incidentId) => node(activationNode.get(incidentActivation.get(incidentId) ?? "")),
    clockOfIncident: (incidentId, seq) => {
      const clockId = incidentClock.get(incidentId)
      return clockId === undefined ? null : clock(clockId, seq)
    },
    assignee,
    exit: (activationId, exit) => exitOf(activationNode.get(activationId), exit),
    outcome: (todoId, outcome) => exitOf(nodeIdOfTodo(todoId), outcome),
    route: (edgeId) => (edgeId && source.routeNames?.[edgeId]) || null,
    field: (key) => fields.get(key)?.label ?? same(key),
    value: (key, value) => both((style) => formatValue(fields.get(key), value, style) ?? "—"),
    clock,
    instant: (instant) => both((style) => formatInstant(instant, style, lastAt)),
    version: (versionId) => {
      const number = source.versionNumbers?.[versionId]
      return number === undefined ? otherVersion : { en: `version ${number}`, zh: `版本 ${number}` }
    },
    at,
  }
}
