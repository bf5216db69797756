"use client"

import { ChevronDown, X } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { PeoplePicker } from "@/components/ticket/people-picker"
import { FieldNotes, useFieldIds, type FieldTexts } from "@/components/ui/field-notes"
import { IconButton } from "@/components/ui/icon-button"
import { Avatar } from "@/components/ui/person-chip"
import { PopoverButton } from "@/components/ui/popover-button"

/** One colleague. */
export function PersonInput(
  props: FieldTexts & {
    personId: string
    people: Readonly<Record<string, { name: string }>> | undefined
    onChange: (id: string) => void
    isDisabled?: boolean
    /** What the button is called: the label may hold more than text. */
    name: string
    "data-field"?: string
  },
) {
  const t = useTranslations("form")
  const ids = useFieldIds(props)
  const [picked, setPicked] = useState<{ id: string; name: string } | null>(null)
  const { personId } = props
  const name = picked?.id === personId ? picked.name : (props.people?.[personId]?.name ?? t("somebody"))
  return (
    <div data-slot="textfield" data-invalid={props.error ? true : undefined} data-field={props["data-field"]}>
      <span id={ids.label} data-slot="label" className="label mb-1 block">
        {props.label}
      </span>
      <div className="mt-1 flex items-center gap-1">
        <PopoverButton
          label={personId === "" ? t("choosePerson", { field: props.name }) : t("otherPerson", { field: props.name })}
          variant="outline"
          placement="bottom start"
          isDisabled={props.isDisabled ?? false}
          panel={(close) => (
            <div className="w-80 max-w-[85vw] p-2">
              <PeoplePicker
                mode="single"
                chosen={personId === "" ? [] : [{ id: personId, name }]}
                onChange={([person]) => {
                  if (person) {
                    setPicked(person)
                    props.onChange(person.id)
                  }
                  close()
                }}
              />
            </div>
          )}
        >
          {personId === "" ? (
            t("choose")
          ) : (
            <>
              <Avatar name={name} size={20} />
              <span className="truncate">{name}</span>
            </>
          )}
          <ChevronDown className="text-muted" aria-hidden="true" />
        </PopoverButton>
        {personId !== "" && !props.isDisabled && (
          <IconButton size="sm" icon={X} label={t("clear", { field: props.name })} onPress={() => props.onChange("")} />
        )}
      </div>
      <FieldNotes ids={ids} description={props.description} error={props.error} />
    </div>
  )
}
