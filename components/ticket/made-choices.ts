import type { Choices } from "@/core/ticket/event"

/** The choices that were made; undefined when none was. Pure. */
export function madeChoices(choices: Choices): Choices | undefined {
  const made = Object.entries(choices).filter(([, personIds]) => personIds.length > 0)
  return made.length > 0 ? Object.fromEntries(made) : undefined
}
