import { describeMinutes } from "@/core/sla/describe"
import { givenConditions, type SlaPolicy } from "@/core/sla/policy"
import type { Problem } from "@/core/problem"
import { calls, found, type Lint } from "./reading"

const silent = (place: Problem["place"]) => {
  const text = {
    en: "Nobody is told when this deadline comes near or passes.",
    zh: "该时限临近或超时时不会通知任何人。",
  }
  return found("advice", "silentDeadline", place, text)
}

/** Deadlines that warn nobody, and deadlines of a step that end after the whole ticket should be done. */
export const lintDeadlines: Lint = (reading) => {
  const slas = reading.draft.settings.slas ?? []
  const ofTickets = slas.flatMap((sla, index) =>
    sla.tiers.length === 0 ? [silent({ field: `settings.slas.${index}.tiers` })] : [],
  )
  const bounds = slas.filter((sla) => givenConditions(sla).length === 0)
  const ofSteps = [...reading.checked.values()].flatMap(({ draft: { id }, kind, config }) => {
    const clocks = [
      ["sla", kind.sla?.(config)],
      ["visitSla", kind.visitSla?.(config)],
    ] as const
    return clocks.flatMap(([field, sla]): Problem[] => {
      if (!sla) return []
      const place = { nodeId: id, field }
      const bound = bounds.find((one) => isLonger(sla, one))
      const quiet = sla.tiers.length === 0 ? [silent({ nodeId: id, field: `${field}.tiers` })] : []
      if (!bound) return quiet
      const [name, own, whole] = [calls(reading, id), describeMinutes(sla.targetMin), describeMinutes(bound.targetMin)]
      const text = {
        en: `“${name.en}” may take ${own.en}, but “${bound.name}” gives the whole ticket ${whole.en}.`,
        zh: `“${name.zh}”的时限为${own.zh}，而“${bound.name}”要求整张工单在${whole.zh}内完成。`,
      }
      return [...quiet, found("warning", "longerThanTicket", place, text)]
    })
  })
  return [...ofTickets, ...ofSteps]
}

/** Minutes of different calendars cannot be compared. */
const isLonger = (sla: SlaPolicy, whole: Pick<SlaPolicy, "targetMin" | "calendarId">) =>
  sla.calendarId === whole.calendarId && sla.targetMin > whole.targetMin
