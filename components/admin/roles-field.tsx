"use client"

import { useLocale, useTranslations } from "use-intl"
import { CheckboxGroup } from "@/components/ui/checkbox-group"
import { roleSchema, type Role } from "@/core/people/directory"
import { roleTitles } from "@/core/people/role-title"

/** Which roles somebody has, each with what it lets them do. `choices` are those the viewer may give. */
export function RolesField(props: {
  value: readonly Role[]
  choices?: readonly Role[]
  description?: string
  error?: string
  onChange: (roles: Role[]) => void
}) {
  const t = useTranslations("members.roles")
  const locale = useLocale()
  const choices = props.choices ?? roleSchema.options
  return (
    <CheckboxGroup
      label={t("label")}
      description={props.description}
      error={props.error}
      isDense
      value={props.value}
      onChange={props.onChange}
      options={choices.map((role) => ({
        value: role,
        label: roleTitles[role][locale],
        description: t(`may.${role}`),
      }))}
    />
  )
}
