import { EVENT_BYTES_MAX, parseEvent, parseSource, type CtiEvent } from "@/core/call/event"
import { platformTypes } from "@/core/call/event-data"
import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"

export const batchEventsMax = 1000

/** What one event of a request became. `index` counts from 0 within the request. */
export type ParsedItem =
  | { index: number; event: CtiEvent; problems?: undefined }
  | { index: number; id: string | null; problems: Problem[] }
export type ParsedBatch = { ok: true; items: ParsedItem[] } | { ok: false; code: "tooMany" | "notJson" | "contentType" }

/** Who sends, as found out from the address and the signature; an event that says otherwise is refused. */
export type Sender = { tenantSlug: string; connectorKey: string }

const formats: Record<string, (text: string) => unknown[] | null> = {
  "application/cloudevents+json": (text) => [JSON.parse(text)],
  "application/cloudevents-batch+json": (text) => listOf(JSON.parse(text)),
  "application/json": (text) => {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? (value as unknown[]) : [value]
  },
  "application/x-ndjson": readLines,
  "application/ndjson": readLines,
}

/** One event, a CloudEvents batch or one event per line → the events, each checked for itself. Never throws. */
export function parseBatch(bytes: Uint8Array, contentType: string | null, sender: Sender): ParsedBatch {
  const format = formats[(contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? ""]
  if (!format) return { ok: false, code: "contentType" }
  let inputs: unknown[] | null
  try {
    inputs = format(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
  } catch {
    return { ok: false, code: "notJson" }
  }
  if (inputs === null) return { ok: false, code: "notJson" }
  if (inputs.length > batchEventsMax) return { ok: false, code: "tooMany" }
  // No event can be too large in a body that is small as a whole; measuring one means writing it out again.
  const mayBeTooLarge = bytes.byteLength > EVENT_BYTES_MAX
  return { ok: true, items: inputs.map((input, index) => parseItem(input, index, sender, mayBeTooLarge)) }
}

const listOf = (value: unknown): unknown[] | null => (Array.isArray(value) ? (value as unknown[]) : null)

/** A line that is not JSON is that line's problem, not the others'. */
class UnreadableLine {}
function readLines(text: string): unknown[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "")
  // Beyond the limit the whole request is refused: no use in parsing it.
  if (lines.length > batchEventsMax) return lines
  return lines.map((line): unknown => {
    try {
      return JSON.parse(line)
    } catch {
      return new UnreadableLine()
    }
  })
}

function parseItem(input: unknown, index: number, sender: Sender, mayBeTooLarge: boolean): ParsedItem {
  const refuse = (problems: Problem[]): ParsedItem => ({ index, id: idOf(input), problems })
  if (input instanceof UnreadableLine) return refuse([notJson])
  const parsed = parseEvent(input)
  if (!parsed.ok) return refuse(parsed.problems)
  // Only now: writing out what is nested a hundred thousand deep would overflow the stack.
  if (mayBeTooLarge && Buffer.byteLength(JSON.stringify(input)) > EVENT_BYTES_MAX) return refuse([tooLarge])
  const { event } = parsed
  const source = parseSource(event.source)
  const isOwn = source?.tenant === sender.tenantSlug && source.connector === sender.connectorKey
  if (!isOwn || (event.tenantid !== undefined && event.tenantid !== sender.tenantSlug)) return refuse([foreign(sender)])
  if (platformTypes.has(event.type)) return refuse([reserved(event.type)])
  return { index, event }
}

function idOf(input: unknown): string | null {
  const id = typeof input === "object" && input !== null && "id" in input ? input.id : null
  return typeof id === "string" ? id.slice(0, 200) : null
}

const problem = (code: string, field: string, text: Text, hint: Text): Problem => ({
  code,
  severity: "error",
  place: { field },
  text,
  hint,
})
const notJson = problem(
  "not_json",
  "",
  { en: "The line is not JSON.", zh: "该行不是 JSON。" },
  { en: "Send one event per line.", zh: "每行发送一个事件。" },
)
const tooLarge = problem(
  "event_too_large",
  "",
  { en: `The event is larger than ${EVENT_BYTES_MAX / 1024} KB.`, zh: `单个事件超过 ${EVENT_BYTES_MAX / 1024} KB。` },
  { en: "Send a link to large content instead.", zh: "大块内容请改为发送链接。" },
)
const foreign = ({ tenantSlug, connectorKey }: Sender) =>
  problem(
    "foreign_source",
    "source",
    {
      en: "The source or tenant is not this connector's.",
      zh: "来源或租户不属于该接入点。",
    },
    {
      en: `The source begins with /t/${tenantSlug}/cti/${connectorKey}/`,
      zh: `来源应以 /t/${tenantSlug}/cti/${connectorKey}/ 开头`,
    },
  )
const reserved = (type: string) =>
  problem(
    "reserved_type",
    "type",
    { en: `Events of type ${type} are made by the platform itself.`, zh: `${type} 事件只能由平台自身产生。` },
    { en: "Leave it out.", zh: "请不要发送此类事件。" },
  )
