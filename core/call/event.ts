import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import * as z from "zod"
import { zhCN } from "zod/v4/locales"
import type { Problem } from "../problem"
import type { Text } from "../text"
import { eventData, eventRank, eventTypes, type EventData, type EventType } from "./event-data"
import { parseEventTime } from "./event-time"
import { jsonProblems } from "./json-limits"

/** Bytes of one event as JSON. The body of a chat message fits; a recording does not, and has a uri for that. */
export const EVENT_BYTES_MAX = 64 * 1024

/**
 * One fact from a telephone system, in the CloudEvents 1.0 envelope. `source` + `id` name it: a second event with both
 * equal is a duplicate, whatever else it says. `time` is spelled by `parseEventTime`, so text order is time order.
 */
export type CtiEvent = {
  [Type in EventType]: {
    specversion: "1.0"
    id: string
    source: string
    type: Type
    subject: string
    time: string
    /** Orders events of one source that carry the same time; compared as text. */
    sequence?: string
    tenantid?: string
    dataschema?: string
    data: EventData<Type>
  }
}[EventType]
export type CallEvent = Extract<CtiEvent, { type: `cti.call.${string}` }>
export type AgentEvent = Extract<CtiEvent, { type: `cti.agent.${string}` }>
export type ExtensionEvent = Extract<CtiEvent, { type: `cti.ext.${string}` }>

export const subjectKinds = ["call", "agent", "ext", "queue", "node"] as const
export type SubjectKind = (typeof subjectKinds)[number]
export type Subject = { kind: SubjectKind; id: string }

const envelopeSchema = z.looseObject({
  specversion: z.literal("1.0"),
  id: z.string().min(1).max(200),
  source: z.string().max(400),
  type: z.enum(eventTypes),
  subject: z.string().max(220),
  time: z.string().max(40),
  datacontenttype: z
    .string()
    .regex(/^application\/json\b/)
    .optional(),
  dataschema: z.string().max(400).optional(),
  sequence: z.string().min(1).max(64).optional(),
  tenantid: z.string().max(100).optional(),
  ingesttime: z.string().max(40).optional(),
  rev: z.number().optional(),
  data: z.looseObject({}),
})
const envelopeKeys = new Set(Object.keys(envelopeSchema.shape))
const zh = zhCN().localeError

export type ParsedEvent = { ok: true; event: CtiEvent } | { ok: false; problems: Problem[] }

/**
 * An event as a sender wrote it → an event we can store, or every problem at once. The time is respelled in UTC, the id
 * in the subject is copied into the data, fields of the data that the type does not know move to `data.vendor.extra` and
 * unknown envelope attributes to `data.vendor.attributes`, so nothing is lost and nothing unknown is believed. Never throws.
 */
export function parseEvent(input: unknown): ParsedEvent {
  const unsafe = jsonProblems(input)
  if (unsafe.length > 0) return { ok: false, problems: unsafe }
  const envelope = envelopeSchema.safeParse(input)
  if (!envelope.success) return { ok: false, problems: zodProblems(envelopeSchema, input, "") }
  const { type, data } = envelope.data

  const problems: Problem[] = []
  const time = parseEventTime(envelope.data.time)
  if (!time) problems.push(badTime(envelope.data.time))
  if (!parseSource(envelope.data.source)) problems.push(badSource())
  const subject = parseSubject(envelope.data.subject)
  const expected = subjectKindOf(type)
  if (!subject || (expected && subject.kind !== expected)) problems.push(badSubject(type, expected))
  const schema = eventData[type]
  const parsed = schema.safeParse(data)
  if (!parsed.success) problems.push(...zodProblems(schema, data, "data"))
  const named = subject && idField[subject.kind]
  if (subject && expected && named && data[named] !== undefined && data[named] !== subject.id)
    problems.push(subjectMismatch(named))
  if (problems.length > 0 || !time || !parsed.success) return { ok: false, problems }

  const known = schema.shape as Record<string, unknown>
  const vendor = {
    ...parsed.data.vendor,
    ...extras("extra", data, (key) => Object.hasOwn(known, key)),
    ...extras("attributes", envelope.data, (key) => envelopeKeys.has(key)),
  }
  const { id, source, sequence, tenantid, dataschema } = envelope.data
  const event = {
    specversion: "1.0",
    id,
    source,
    type,
    subject: envelope.data.subject,
    time,
    ...(sequence !== undefined && { sequence }),
    ...(tenantid !== undefined && { tenantid }),
    ...(dataschema !== undefined && { dataschema }),
    data: {
      ...parsed.data,
      ...(expected && named && { [named]: subject.id }),
      ...(Object.keys(vendor).length > 0 && { vendor }),
    },
  }
  // The type picked the schema that parsed the data; TypeScript cannot follow that correlation.
  return { ok: true, event: event as CtiEvent }
}

function extras(name: string, from: Record<string, unknown>, isKnown: (key: string) => boolean) {
  const unknown = Object.entries(from).filter(([key]) => !isKnown(key))
  return unknown.length > 0 ? { [name]: Object.fromEntries(unknown) } : {}
}

/** The field of the data that repeats the id in the subject. */
const idField = {
  call: "callId",
  agent: "agentId",
  ext: "extension",
  queue: "queueId",
  node: "nodeId",
} as const satisfies Record<SubjectKind, string>

/** `call/C1` → kind and id. Undefined when it is not one of the five kinds or the id is empty or unprintable. */
export function parseSubject(text: string): Subject | undefined {
  const slash = text.indexOf("/")
  const kind = subjectKinds.find((known) => known === text.slice(0, slash))
  const id = text.slice(slash + 1)
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused here
  if (!kind || id.length === 0 || id.length > 200 || /[\u0000-\u001f\u007f]/.test(id)) return undefined
  return { kind, id }
}

export function subjectOf(kind: SubjectKind, id: string): string {
  return `${kind}/${id}`
}

/** `/t/{tenant}/cti/{connector}/{node}` → its parts; the node may contain slashes. */
export function parseSource(text: string): { tenant: string; connector: string; node: string } | undefined {
  const parts = /^\/t\/([^/\s]{1,100})\/cti\/([^/\s]{1,100})\/(\S{1,150})$/.exec(text)
  const [, tenant, connector, node] = parts ?? []
  return tenant && connector && node ? { tenant, connector, node } : undefined
}

export function sourceOf(tenantSlug: string, connector: string, node: string): string {
  return `/t/${tenantSlug}/cti/${connector}/${node}`
}

/** The id of a vendor's fact: the same fact read twice, by two collectors or after a restart, gets the same id. */
export function eventId(connector: string, vendorKey: string): string {
  return bytesToHex(sha256(utf8ToBytes(`${connector}|${vendorKey}`)))
}

function subjectKindOf(type: EventType): SubjectKind | undefined {
  const family = type.split(".")[1]
  return subjectKinds.find((kind) => kind === family)
}

export function isCallEvent(event: CtiEvent): event is CallEvent {
  return event.type.startsWith("cti.call.")
}

export function isAgentEvent(event: CtiEvent): event is AgentEvent {
  return event.type.startsWith("cti.agent.")
}

export function isExtensionEvent(event: CtiEvent): event is ExtensionEvent {
  return event.type.startsWith("cti.ext.")
}

/** Where an event stands among the others of its subject. Text order of the result is the order of the facts. */
export function orderKey(event: CtiEvent): string {
  const rank = String(eventRank[event.type]).padStart(3, "0")
  return `${event.time} ${event.sequence ?? ""} ${rank} ${event.source} ${event.id}`
}

function zodProblems(schema: z.ZodType, input: unknown, prefix: string): Problem[] {
  const english = schema.safeParse(input).error?.issues ?? []
  const chinese = schema.safeParse(input, { error: zh }).error?.issues ?? []
  return english.map((issue, index) => ({
    code: `invalid_${issue.code}`,
    severity: "error",
    place: { field: [prefix, ...issue.path].filter((part) => part !== "").join(".") },
    text: { en: issue.message.slice(0, 400), zh: (chinese[index]?.message ?? issue.message).slice(0, 400) },
  }))
}

function error(code: string, field: string, text: Text, hint: Text): Problem {
  return { code, severity: "error", place: { field }, text, hint }
}

function badTime(text: string): Problem {
  return error(
    "invalid_time",
    "time",
    {
      en: `"${text}" is not an RFC 3339 instant between 1990 and 2199.`,
      zh: `“${text}”不是 1990 至 2199 年之间的 RFC 3339 时间。`,
    },
    { en: "Send the offset too, as in 2026-11-22T06:27:12.784Z.", zh: "请带上时区，例如 2026-11-22T06:27:12.784Z。" },
  )
}

function badSource(): Problem {
  return error(
    "invalid_source",
    "source",
    {
      en: "The source does not have the form /t/{tenant}/cti/{connector}/{node}.",
      zh: "来源必须形如 /t/{租户}/cti/{接入点}/{节点}。",
    },
    {
      en: "Copy the source shown beside the connector and append the name of your node.",
      zh: "请复制接入点旁显示的来源，并在末尾加上节点名称。",
    },
  )
}

function badSubject(type: EventType, expected: SubjectKind | undefined): Problem {
  const form = expected ? `${expected}/{id}` : subjectKinds.map((kind) => `${kind}/{id}`).join(", ")
  return error(
    "invalid_subject",
    "subject",
    { en: `An event of type ${type} needs a subject of the form ${form}.`, zh: `${type} 事件的主体必须形如 ${form}。` },
    { en: "The id has 1 to 200 printable characters.", zh: "编号为 1 至 200 个可见字符。" },
  )
}

function subjectMismatch(field: string): Problem {
  return error(
    "subject_mismatch",
    `data.${field}`,
    { en: `data.${field} is not the id in the subject.`, zh: `data.${field} 与主体中的编号不一致。` },
    { en: "Send the same id, or leave the field out.", zh: "请填写相同的编号，或省略该字段。" },
  )
}
