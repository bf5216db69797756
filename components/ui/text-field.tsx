"use client"

import { Description } from "@heroui/react/description"
import { FieldError } from "@heroui/react/field-error"
import { Input } from "@heroui/react/input"
import { Label } from "@heroui/react/label"
import { TextArea } from "@heroui/react/textarea"
import { TextField as HeroTextField, type TextFieldProps as HeroTextFieldProps } from "@heroui/react/textfield"
import type { ComponentProps, ReactNode } from "react"

export interface FieldTexts {
  label: ReactNode
  description?: ReactNode
  /** Shown in red below the field and read with it; also marks the field invalid. */
  error?: ReactNode
}

/** A labelled line of text, or several with `lines`. Controlled by `value` and `onChange`, or by its form. */
export function TextField({
  label,
  description,
  error,
  placeholder,
  lines,
  inputProps,
  ...rest
}: Omit<HeroTextFieldProps, "children"> &
  FieldTexts & { placeholder?: string; lines?: number; inputProps?: ComponentProps<typeof Input> }) {
  return (
    <HeroTextField fullWidth {...rest} isInvalid={Boolean(error) || rest.isInvalid}>
      <Label>{label}</Label>
      {lines ? (
        <TextArea rows={lines} placeholder={placeholder} />
      ) : (
        <Input placeholder={placeholder} {...inputProps} />
      )}
      {description && !error && <Description>{description}</Description>}
      <FieldError>{error}</FieldError>
    </HeroTextField>
  )
}
