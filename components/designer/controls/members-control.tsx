"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl"
import * as z from "zod"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { RowCard } from "./row-card"
import { SourceField } from "./source-field"
import { FieldPlace } from "./field-place"

const membersSchema = z.array(z.object({ name: z.string(), source: z.string() }))
const membersMax = 50
const nameCharsMax = 120

/** What is sent: the members of the request's JSON, each with the expression that gives its value. */
export function MembersControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.members")
  const members = membersSchema.safeParse(value).data ?? []
  const change = (index: number, more: Partial<(typeof members)[number]>) =>
    onChange(
      members.map((one, at) => (at === index ? { ...one, ...more } : one)),
      true,
    )
  return (
    <ControlFrame label={label} help={help} error={error}>
      <div className="space-y-3">
        {members.length > 0 && (
          <ul className="space-y-3">
            {members.map((member, index) => (
              <RowCard
                // oxlint-disable-next-line react/no-array-index-key -- the name changes while it is being typed
                key={index}
                removeLabel={t("remove", { name: member.name || t("unnamed") })}
                onRemove={isDisabled ? undefined : () => onChange(members.filter((_, at) => at !== index))}
                first={
                  <TextField
                    label={t("name")}
                    placeholder={t("namePlaceholder")}
                    value={member.name}
                    maxLength={nameCharsMax}
                    isDisabled={isDisabled}
                    inputProps={{ className: "font-mono", spellCheck: false }}
                    onChange={(name) => change(index, { name })}
                  />
                }
              >
                <FieldPlace name={`${index}.source`}>
                  <SourceField
                    label={t("source")}
                    expect="any"
                    value={member.source}
                    isDisabled={isDisabled}
                    onChange={(source) => change(index, { source })}
                  />
                </FieldPlace>
              </RowCard>
            ))}
          </ul>
        )}
        {!isDisabled && members.length < membersMax && (
          <Button size="sm" variant="outline" onPress={() => onChange([...members, { name: "", source: "" }])}>
            <Plus aria-hidden="true" />
            {t("add")}
          </Button>
        )}
      </div>
    </ControlFrame>
  )
}
