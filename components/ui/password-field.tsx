"use client"

import { Eye, EyeOff } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { FieldNotes } from "./field-notes"
import { useTypedField, type TextFieldProps } from "./text-field"

/** A password with a button that shows it. The text is hidden again when the field is sent off. */
export function PasswordField({ label, ...props }: Omit<TextFieldProps, "type">) {
  const t = useTranslations("ui.password")
  const [isShown, setShown] = useState(false)
  const { ids, frame, input } = useTypedField(props)
  return (
    <div {...frame}>
      <label id={ids.label} htmlFor={ids.input} data-slot="label" className="label">
        {label}
      </label>
      <div
        data-slot="input-group"
        data-invalid={frame["data-invalid"]}
        data-disabled={frame["data-disabled"]}
        className="input-group input-group--full-width input-group--primary"
      >
        <input
          {...input}
          type={isShown ? "text" : "password"}
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          data-slot="input-group-input"
          className="input-group__input"
        />
        <div data-slot="input-group-suffix" className="input-group__suffix pr-1">
          <button
            type="button"
            aria-label={isShown ? t("hide") : t("show")}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
            className="grid size-8 place-items-center rounded-md text-muted transition-colors hover:text-foreground md:size-7"
          >
            {isShown ? <EyeOff className="size-4" aria-hidden="true" /> : <Eye className="size-4" aria-hidden="true" />}
          </button>
        </div>
      </div>
      <FieldNotes ids={ids} description={props.description} error={props.error} />
    </div>
  )
}
