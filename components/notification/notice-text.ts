import type { Meaning } from "@/components/ui/status"
import { notificationKinds, type NotificationKind } from "@/core/warning/notify"
import type { Locale } from "@/core/text"

/** A message as the list or the feed has it; the feed leaves `params` out. */
export type NoticeSource = {
  kind: string
  ticketId?: string | null | undefined
  number?: number | null | undefined
  title?: string | null | undefined
  todoId?: string | null | undefined
  level?: number | null | undefined
  /** What is not about a ticket: a flow, and the thread in which somebody was mentioned. */
  flowId?: string | null | undefined
  threadId?: string | null | undefined
  params?: Record<string, unknown>
}
export type NoticeWords = { title: string; detail: string | undefined; meaning: Meaning; href: string | undefined }

/** The texts this needs, of the namespace `notification`. */
type Translate = (key: `kind.${Kind}` | "other", values: { title: string; level: number }) => string

/** About flows, not tickets. */
export const flowNoticeKinds = ["publicationRequested", "publicationApproved", "publicationRejected"] as const
type Kind = NotificationKind | (typeof flowNoticeKinds)[number]
const kinds: readonly Kind[] = [...notificationKinds, ...flowNoticeKinds]

const meanings: Record<Kind, Meaning> = {
  todoAssigned: "active",
  todoTransferred: "active",
  todoWarned: "warning",
  reminded: "info",
  incidentOpened: "breached",
  ticketClosed: "ok",
  urged: "warning",
  copied: "info",
  todoQueued: "info",
  publicationRequested: "active",
  publicationApproved: "ok",
  publicationRejected: "late",
  mentioned: "info",
}

/** Tiers from here on go past the person who has the todo: shown as late and not as a mere warning. */
const lateFromLevel = 2

/** A message in words, with where it leads: to the todo it is about, else to its ticket. */
export function noticeWords(source: NoticeSource, t: Translate, locale: Locale): NoticeWords {
  const kind = kinds.find((known) => known === source.kind)
  const title = source.title ?? textOf(source.params?.["title"]) ?? ""
  const level = source.level ?? 1
  return {
    title: t(kind ? `kind.${kind}` : "other", { title, level }),
    detail: detailOf(source, locale) || undefined,
    meaning: !kind ? "info" : kind === "todoWarned" && level >= lateFromLevel ? "late" : meanings[kind],
    href: hrefOf(source),
  }
}

function detailOf({ number, params = {} }: NoticeSource, locale: Locale): string {
  const text = (key: string) => textOf(params[key])
  const parts = [
    number ? `#${number}` : null,
    text("nodeName"),
    text("message"),
    text(locale === "zh" ? "detailZh" : "detailEn"),
  ]
  return parts.filter((part) => part !== null).join(" · ")
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : null)

function hrefOf({ ticketId, todoId, params = {}, ...source }: NoticeSource): string | undefined {
  const [flowId, threadId] = [source.flowId ?? textOf(params["flowId"]), source.threadId ?? textOf(params["threadId"])]
  if (!ticketId && flowId) return threadId ? `/flows/${flowId}?thread=${threadId}` : `/flows/${flowId}`
  if (!ticketId) return undefined
  return todoId ? `/inbox?todo=${ticketId}.${todoId}` : `/tickets/${ticketId}`
}
