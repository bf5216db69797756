"use client"

import { Checkbox } from "@heroui/react/checkbox"
import { CheckboxGroup } from "@heroui/react/checkbox-group"
import { Description } from "@heroui/react/description"
import { FieldError } from "@heroui/react/field-error"
import { Label } from "@heroui/react/label"
import { useLocale, useTranslations } from "use-intl"
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
      value={[...props.value]}
      onChange={(values) => props.onChange(roleSchema.options.filter((role) => values.includes(role)))}
      isInvalid={Boolean(props.error)}
    >
      <Label>{t("label")}</Label>
      {props.description && <Description>{props.description}</Description>}
      <div className="flex flex-col gap-2 pt-0.5 *:mt-0!">
        {choices.map((role) => (
          <Checkbox key={role} value={role}>
            <Checkbox.Content className="flex items-start gap-2.5">
              <Checkbox.Control className="mt-0.5">
                <Checkbox.Indicator />
              </Checkbox.Control>
              <span className="flex min-w-0 flex-col">
                <span className="text-sm text-foreground">{roleTitles[role][locale]}</span>
                <span className="text-xs text-pretty text-muted">{t(`may.${role}`)}</span>
              </span>
            </Checkbox.Content>
          </Checkbox>
        ))}
      </div>
      <FieldError>{props.error}</FieldError>
    </CheckboxGroup>
  )
}
