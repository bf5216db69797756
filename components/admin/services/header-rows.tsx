"use client"

import { Plus, Trash2 } from "lucide-react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { PasswordField } from "@/components/ui/password-field"
import { TextField } from "@/components/ui/text-field"

/** `isStored`: its value is kept on the server; while nothing is typed it stays as it is. */
export type HeaderDraft = { name: string; value: string; isStored: boolean }

const headersMax = 20

/** The headers a service gets with every request: names to see, values that are only ever entered. */
export function HeaderRows(props: {
  headers: HeaderDraft[]
  errorOf: (field: string) => string | undefined
  onChange: (headers: HeaderDraft[]) => void
}) {
  const t = useTranslations("services.headers")
  const { headers, onChange } = props
  const change = (index: number, more: Partial<HeaderDraft>) =>
    onChange(headers.map((one, at) => (at === index ? { ...one, ...more } : one)))
  return (
    <fieldset className="space-y-2.5">
      <legend className="mb-1 text-sm font-medium">{t("title")}</legend>
      <p className="text-xs text-pretty text-muted">{t("help")}</p>
      {headers.map((header, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the name changes while it is being typed
        <div key={index} className="space-y-2 rounded-lg border border-border p-2.5">
          <div className="flex items-end gap-2">
            <TextField
              className="min-w-0 flex-1"
              label={t("name")}
              placeholder="Authorization"
              value={header.name}
              maxLength={80}
              inputProps={{ className: "font-mono", spellCheck: false, autoCapitalize: "none", autoComplete: "off" }}
              // Another header's value is not this one's.
              onChange={(name) => change(index, { name, isStored: false })}
              error={props.errorOf(`headers.${index}.name`)}
            />
            <IconButton
              size="sm"
              icon={Trash2}
              label={t("remove", { name: header.name || t("unnamed") })}
              onPress={() => onChange(headers.filter((_, at) => at !== index))}
            />
          </div>
          <PasswordField
            label={t("value")}
            description={header.isStored ? t("stored") : t("valueHelp")}
            autoComplete="off"
            value={header.value}
            onChange={(value) => change(index, { value })}
            error={props.errorOf(`headers.${index}.value`)}
          />
        </div>
      ))}
      {headers.length < headersMax && (
        <Button
          size="sm"
          variant="outline"
          onPress={() => onChange([...headers, { name: "", value: "", isStored: false }])}
        >
          <Plus aria-hidden="true" />
          {t("add")}
        </Button>
      )}
    </fieldset>
  )
}
