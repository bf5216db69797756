import type { Locale } from "@/core/text"

type Note = {
  kind: string
  level: number | null
  number: number | null
  title: string | null
  params: Record<string, unknown>
}

type Words = (note: Note) => { subject: string; text: string }

const ticketEn = (note: Note) => `#${note.number ?? "?"} ${note.title ?? ""}`.trim()
const ticketZh = (note: Note) => `#${note.number ?? "?"} ${note.title ?? ""}`.trim()
const node = (note: Note) => (typeof note.params.node === "string" ? note.params.node : "")
const message = (note: Note) => (typeof note.params.message === "string" ? note.params.message : "")

/** What each kind of message says, per language. A kind that is missing here falls back to naming the ticket. */
const words: Record<Locale, Record<string, Words>> = {
  en: {
    assigned: (note) => ({ subject: `New work: ${ticketEn(note)}`, text: `“${node(note)}” waits for you.` }),
    transferred: (note) => ({ subject: `Handed to you: ${ticketEn(note)}`, text: `“${node(note)}” was handed over to you.` }),
    warned: (note) => ({
      subject: `Deadline warning ${note.level ?? ""}: ${ticketEn(note)}`,
      text: `“${node(note)}” is running out of time or is overdue. Warning level ${note.level ?? "?"}.`,
    }),
    reminded: (note) => ({ subject: `Reminder: ${ticketEn(note)}`, text: message(note) }),
    incident: (note) => ({
      subject: `Ticket is stuck: ${ticketEn(note)}`,
      text: `“${node(note)}” could not go on. Open the ticket to see why and try again.`,
    }),
    closed: (note) => ({ subject: `Closed: ${ticketEn(note)}`, text: "The ticket you opened is closed." }),
  },
  zh: {
    assigned: (note) => ({ subject: `新待办：${ticketZh(note)}`, text: `“${node(note)}”等待您处理。` }),
    transferred: (note) => ({ subject: `转交给您：${ticketZh(note)}`, text: `“${node(note)}”已转交给您处理。` }),
    warned: (note) => ({
      subject: `时限预警（第${note.level ?? "?"}级）：${ticketZh(note)}`,
      text: `“${node(note)}”即将或已经超时，预警级别：${note.level ?? "?"}。`,
    }),
    reminded: (note) => ({ subject: `提醒：${ticketZh(note)}`, text: message(note) }),
    incident: (note) => ({
      subject: `工单受阻：${ticketZh(note)}`,
      text: `“${node(note)}”无法继续，请打开工单查看原因并重试。`,
    }),
    closed: (note) => ({ subject: `已办结：${ticketZh(note)}`, text: "您发起的工单已办结。" }),
  },
}

/** Subject and text of a message in the tenant's language. */
export function composeMessage(note: Note, locale: Locale): { subject: string; text: string } {
  const compose = words[locale][note.kind]
  return compose ? compose(note) : { subject: ticketEn(note), text: message(note) }
}
