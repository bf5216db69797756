"use client"

import { useTranslations } from "use-intl"
import { PeopleField } from "@/components/admin/people-field"
import type { Choices } from "@/core/ticket/event"

/** A later step that somebody chooses people for, and among whom. */
type Offer = { nodeId: string; nodeName: string; max: number; people: readonly { id: string; name: string }[] }

/** Whom to choose for the steps to come: one field a step. */
export function ChoicesFields(props: {
  offers: readonly Offer[]
  choices: Choices
  onChange: (choices: Choices) => void
}) {
  const t = useTranslations("inbox.pane")
  return props.offers.map(({ nodeId, nodeName, max, people }) => (
    <PeopleField
      key={nodeId}
      label={t("choiceOf", { node: nodeName })}
      description={t("choiceHelp", { max })}
      people={people.map((person) => ({ ...person, email: "", active: true }))}
      chosenIds={props.choices[nodeId] ?? []}
      isSingle={max === 1}
      onChange={(ids) => props.onChange({ ...props.choices, [nodeId]: ids.slice(0, max) })}
    />
  ))
}
