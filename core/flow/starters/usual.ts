import type { PeopleRule } from "@/core/people/rule"
import type { SlaPolicy } from "@/core/sla/policy"
import type { Locale } from "@/core/text"
import type { Field } from "../graph"
import type { StarterContext } from "./starter"

// What the starters have in common: who does the work, how the ladder of warnings climbs, how a field is written.

/** One of two texts, by the language of the flow. */
export const sayIn = (locale: Locale) => (en: string, zh: string) => ({ en, zh })[locale]

/** Whoever handles customers: the service group, or everybody with the agent role. */
export const agentsOf = ({ serviceGroupId }: StarterContext): PeopleRule =>
  serviceGroupId
    ? { type: "skillGroup", skillGroupId: serviceGroupId, onlineOnly: false }
    : { type: "role", role: "agent" }

/** Half the time gone: a word to whoever has it. Late: they and their superior. Later still: the superior's phone rings. */
export const ladder = (targetMin: number, lateMin = 30): SlaPolicy => ({
  targetMin,
  calendarId: null,
  tiers: [
    { at: { type: "percent", percent: 50 }, audience: [{ type: "assignee" }], channels: ["inApp"] },
    {
      at: { type: "percent", percent: 100 },
      audience: [{ type: "assignee" }, { type: "supervisor", level: 1 }],
      channels: ["inApp", "wecom"],
    },
    { at: { type: "offset", min: lateMin }, audience: [{ type: "supervisor", level: 1 }], channels: ["phone"] },
  ],
})

/** Nobody there: whoever looks after the flow gets it, and nothing stands still unseen. */
export const toAdministrator = { type: "flowAdministrator" } as const

type Values = readonly (readonly [value: string, en: string, zh: string])[]

/** A field that is known from the beginning, or has to be filled in by the step that asks for it. */
export const required = (key: string, type: Field["type"], en: string, zh: string, values?: Values): Field => ({
  ...optional(key, type, en, zh, values),
  nullable: false,
  required: true,
})

export const optional = (key: string, type: Field["type"], en: string, zh: string, values?: Values): Field => ({
  key,
  type,
  nullable: true,
  required: false,
  label: { en, zh },
  ...(values && { values: values.map(([value, one, other]) => ({ value, label: { en: one, zh: other } })) }),
})
