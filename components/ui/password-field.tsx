"use client"

import { Description } from "@heroui/react/description"
import { FieldError } from "@heroui/react/field-error"
import { InputGroup } from "@heroui/react/input-group"
import { Label } from "@heroui/react/label"
import { TextField as HeroTextField, type TextFieldProps as HeroTextFieldProps } from "@heroui/react/textfield"
import { Eye, EyeOff } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import type { FieldTexts } from "./text-field"

/** A password with a button that shows it. The text is hidden again when the field is sent off. */
export function PasswordField({
  label,
  description,
  error,
  ...rest
}: Omit<HeroTextFieldProps, "children" | "type"> & FieldTexts) {
  const t = useTranslations("ui.password")
  const [isShown, setShown] = useState(false)
  return (
    <HeroTextField
      fullWidth
      {...rest}
      type={isShown ? "text" : "password"}
      isInvalid={Boolean(error) || rest.isInvalid}
    >
      <Label>{label}</Label>
      <InputGroup fullWidth>
        <InputGroup.Input spellCheck={false} autoCapitalize="none" autoCorrect="off" />
        <InputGroup.Suffix className="pr-1">
          <button
            type="button"
            aria-label={isShown ? t("hide") : t("show")}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
            className="grid size-8 place-items-center rounded-md text-muted transition-colors hover:text-foreground md:size-7"
          >
            {isShown ? <EyeOff className="size-4" aria-hidden="true" /> : <Eye className="size-4" aria-hidden="true" />}
          </button>
        </InputGroup.Suffix>
      </InputGroup>
      {description && !error && <Description>{description}</Description>}
      <FieldError>{error}</FieldError>
    </HeroTextField>
  )
}
