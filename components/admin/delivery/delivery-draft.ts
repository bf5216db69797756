import type { DeliveryDefaults } from "@/core/warning/preferences"

/** What stands in the form; times of day as a clock shows them, numbers as typed. */
export type DeliveryDraft = {
  isQuiet: boolean
  from: string
  to: string
  urgent: string
  digest: string
  perHour: string
}
export type DeliveryProblem = "same" | "perHour"

const nobody = "none"
const usualNight = { fromMin: 22 * 60, toMin: 7 * 60 }

/** Minutes since midnight as a clock shows them: 1320 is "22:00". Pure. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`

function minuteOf(clock: string): number {
  const [hour = "0", minute = "0"] = clock.split(":")
  return Number(hour) * 60 + Number(minute)
}

export function draftOfDelivery({ quiet, urgentFromLevel, digestMin, perHourMax }: DeliveryDefaults): DeliveryDraft {
  const night = quiet ?? usualNight
  return {
    isQuiet: quiet !== null,
    from: clockOf(night.fromMin),
    to: clockOf(night.toMin),
    urgent: urgentFromLevel === null ? nobody : String(urgentFromLevel),
    digest: String(digestMin),
    perHour: String(perHourMax),
  }
}

/** What the form says, and what is wrong with it. Pure. */
export function readDelivery(draft: DeliveryDraft): {
  value: DeliveryDefaults
  problems: ReadonlySet<DeliveryProblem>
} {
  const problems = new Set<DeliveryProblem>()
  const perHourMax = Number(draft.perHour.trim() || Number.NaN)
  if (!Number.isInteger(perHourMax) || perHourMax < 1 || perHourMax > 1000) problems.add("perHour")
  if (draft.isQuiet && (!draft.from || !draft.to || draft.from === draft.to)) problems.add("same")
  return {
    value: {
      quiet: draft.isQuiet ? { fromMin: minuteOf(draft.from), toMin: minuteOf(draft.to) } : null,
      urgentFromLevel: draft.urgent === nobody ? null : Number(draft.urgent),
      digestMin: Number(draft.digest),
      perHourMax,
    },
    problems,
  }
}

/** Choices of a list, with what is stored among them whatever it is. Pure. */
export const urgentChoices = (chosen: string) => withChosen([nobody, "1", "2", "3", "4"], chosen)
export const digestChoices = (chosen: string) => withChosen(["0", "5", "10", "15", "30", "60", "120", "240"], chosen)

const withChosen = (choices: string[], chosen: string): string[] =>
  choices.includes(chosen) ? choices : [...choices, chosen].toSorted((a, b) => Number(a) - Number(b))
