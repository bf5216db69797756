"use client"

import { useLocale } from "use-intl"
import { ChoicesFields } from "@/components/ticket/choices-fields"
import type { EventNames } from "@/components/ticket/event-names"
import type { ChoiceOffer } from "@/core/dry-run/offers"
import type { Directory } from "@/core/people/directory"
import type { Choices } from "@/core/ticket/event"

/** Whom the actor chooses for later steps. */
export function StepChoices(props: {
  offers: readonly ChoiceOffer[]
  directory: Directory
  names: EventNames
  choices: Choices
  onChange: (choices: Choices) => void
}) {
  const locale = useLocale()
  const nameOf = new Map(props.directory.people.map(({ id, name }) => [id, name]))
  return (
    <ChoicesFields
      offers={props.offers.map(({ nodeId, max, personIds }) => ({
        nodeId,
        nodeName: props.names.node(nodeId)[locale],
        max,
        people: personIds.map((id) => ({ id, name: nameOf.get(id) ?? "?" })),
      }))}
      choices={props.choices}
      onChange={props.onChange}
    />
  )
}
