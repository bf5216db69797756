import { subjectOf, type SubjectKind } from "@/core/call/event"
import type { EventData, EventType } from "@/core/call/event-data"
import type { AmiMapper } from "./ami-mapper"

/** One of our events before it has a time and an id. */
export type AmiFact = { [Type in EventType]: { type: Type; subject: string; data: EventData<Type> } }[EventType]

export const fact = <Type extends EventType>(type: Type, kind: SubjectKind, id: string, data: EventData<Type>) =>
  ({ type, subject: subjectOf(kind, id), data }) as AmiFact

/** A header of a manager event; undefined when it is absent or empty. */
export type Get = (name: string) => string | undefined

/** What one kind of manager event means. */
export type AmiRule = (mapper: AmiMapper, get: Get) => AmiFact[]

/** A whole number; undefined when the header is absent or is none. */
export function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined
}

/** Milliseconds of a duration in whole seconds, as Asterisk writes them except where a rule says otherwise. */
export function seconds(text: string | undefined): number | undefined {
  const value = whole(text)
  return value === undefined ? undefined : value * 1000
}
