import type { Locale } from "@/core/text"
import { notificationKinds, type NotificationKind } from "@/core/warning/notify"

export type Note = {
  kind: string
  level: number | null
  number: number | null
  title: string | null
  params: Record<string, unknown>
}

type Words = (note: Note) => { subject: string; text: string }

const ticketOf = (note: Note) => `#${note.number ?? "?"} ${note.title ?? ""}`.trim()
const param = (note: Note, name: string) => (typeof note.params[name] === "string" ? note.params[name] : "")
const level = (note: Note) => note.level ?? "?"

/** What each kind of message says, in each language. */
const words: Record<Locale, Record<NotificationKind, Words>> = {
  en: {
    todoAssigned: (note) => ({
      subject: `New work: ${ticketOf(note)}`,
      text: `“${param(note, "nodeName")}” waits for you.`,
    }),
    todoTransferred: (note) => ({
      subject: `Handed to you: ${ticketOf(note)}`,
      text: `“${param(note, "nodeName")}” was handed over to you.`,
    }),
    todoWarned: (note) => ({
      subject: `Deadline warning ${level(note)}: ${ticketOf(note)}`,
      text: `“${param(note, "nodeName")}” is running out of time or is overdue (warning level ${level(note)}).`,
    }),
    reminded: (note) => ({ subject: `Reminder: ${ticketOf(note)}`, text: param(note, "message") }),
    incidentOpened: (note) => ({
      subject: `Ticket is stuck: ${ticketOf(note)}`,
      text: `“${param(note, "nodeName")}” could not go on: ${param(note, "detailEn")}`,
    }),
    ticketClosed: (note) => ({ subject: `Closed: ${ticketOf(note)}`, text: "The ticket you opened is closed." }),
    urged: (note) => ({
      subject: `Please hurry: ${ticketOf(note)}`,
      text: param(note, "message") || "Somebody asks you to get on with it.",
    }),
    copied: (note) => ({
      subject: `For your information: ${ticketOf(note)}`,
      text: param(note, "message") || "You were copied on this ticket.",
    }),
    todoQueued: (note) => ({
      subject: `In your group's queue: ${ticketOf(note)}`,
      text: `“${param(note, "nodeName")}” waits for somebody of your group to claim it.`,
    }),
    mentioned: (note) => ({ subject: `You were mentioned: ${param(note, "title")}`, text: param(note, "message") }),
  },
  zh: {
    todoAssigned: (note) => ({
      subject: `新待办：${ticketOf(note)}`,
      text: `“${param(note, "nodeName")}”等待您处理。`,
    }),
    todoTransferred: (note) => ({
      subject: `转交给您：${ticketOf(note)}`,
      text: `“${param(note, "nodeName")}”已转交给您处理。`,
    }),
    todoWarned: (note) => ({
      subject: `时限预警（第${level(note)}级）：${ticketOf(note)}`,
      text: `“${param(note, "nodeName")}”即将或已经超时（预警第${level(note)}级）。`,
    }),
    reminded: (note) => ({ subject: `提醒：${ticketOf(note)}`, text: param(note, "message") }),
    incidentOpened: (note) => ({
      subject: `工单受阻：${ticketOf(note)}`,
      text: `“${param(note, "nodeName")}”无法继续：${param(note, "detailZh")}`,
    }),
    ticketClosed: (note) => ({ subject: `已办结：${ticketOf(note)}`, text: "您发起的工单已办结。" }),
    urged: (note) => ({
      subject: `催办：${ticketOf(note)}`,
      text: param(note, "message") || "请尽快处理该工单。",
    }),
    copied: (note) => ({
      subject: `抄送：${ticketOf(note)}`,
      text: param(note, "message") || "该工单抄送给您。",
    }),
    todoQueued: (note) => ({
      subject: `组队列新待办：${ticketOf(note)}`,
      text: `“${param(note, "nodeName")}”等待您所在的组认领。`,
    }),
    mentioned: (note) => ({ subject: `有人提到您：${param(note, "title")}`, text: param(note, "message") }),
  },
}

const kinds = new Set<string>(notificationKinds)
const isKind = (kind: string): kind is NotificationKind => kinds.has(kind)

/** Numbers a combined subject names; the text names them all. */
const numbersMax = 20

/**
 * Subject and text of one message that stands for several: a line each, and where `textBytesMax` leaves no room for
 * lines, at least every ticket's number. The first of `notes` come first.
 */
export function composeCombined(
  notes: Note[],
  locale: Locale,
  textBytesMax: number | null,
): { subject: string; text: string } {
  const isZh = locale === "zh"
  const numbers = [...new Set(notes.map((note) => `#${note.number ?? "?"}`))]
  const areWarnings = notes.every((note) => note.kind === "todoWarned")
  const named = numbers.slice(0, numbersMax).join(isZh ? "、" : ", ") + (numbers.length > numbersMax ? " …" : "")
  const subject = isZh
    ? `${notes.length}条${areWarnings ? "时限预警" : "消息"}：${named}`
    : `${notes.length} ${areWarnings ? "warnings" : "messages"}: ${named}`
  const lines = notes.map((note) => `• ${composeMessage(note, locale).subject}`)
  if (textBytesMax === null || bytesOf(lines.join("\n")) <= textBytesMax) return { subject, text: lines.join("\n") }
  const all = (isZh ? "全部：" : "All: ") + numbers.join(" ")
  const kept: string[] = []
  let left = textBytesMax - bytesOf(all) - 1
  for (const line of lines) {
    left -= bytesOf(line) + 1
    if (left < 0) break
    kept.push(line)
  }
  return { subject, text: [...kept, all].join("\n") }
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length

/** Subject and text of a message in the tenant's language. */
export function composeMessage(note: Note, locale: Locale): { subject: string; text: string } {
  // A row of a kind that a later release has taken away still names its ticket.
  return isKind(note.kind) ? words[locale][note.kind](note) : { subject: ticketOf(note), text: "" }
}
