"use client"

import clsx from "clsx"
import { useSyncExternalStore } from "react"
import { useTranslations } from "use-intl"
import { useLanguageEntries } from "@/components/shell/use-language-entries"
import { useThemeEntries } from "@/components/shell/use-theme-entries"
import type { MenuEntry } from "@/components/ui/menu"

const unchanging = () => () => {}

/** Language and theme of this browser. */
export function LookChoices() {
  const t = useTranslations("common")
  const languages = useLanguageEntries()
  const themes = useThemeEntries()
  // The server does not know the theme: no button is shown as pressed before the browser has said.
  const isInBrowser = useSyncExternalStore(
    unchanging,
    () => true,
    () => false,
  )
  return (
    <div className="max-w-md space-y-4">
      <Choice title={t("language")} entries={languages} />
      <Choice
        title={t("theme.label")}
        entries={themes.map((entry) => ({ ...entry, isSelected: isInBrowser && entry.isSelected }))}
      />
    </div>
  )
}

function Choice({ title, entries }: { title: string; entries: MenuEntry[] }) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{title}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-1 rounded-xl bg-default p-1">
        {entries.map((entry) => (
          <button
            key={entry.id}
            type="button"
            aria-pressed={entry.isSelected ?? false}
            onClick={entry.onSelect}
            className={clsx(
              "flex h-10 items-center justify-center gap-1.5 rounded-lg text-sm md:h-8",
              entry.isSelected ? "bg-segment font-medium" : "text-muted hover:text-foreground",
            )}
          >
            {entry.icon && <entry.icon className="size-4" aria-hidden="true" />}
            {entry.label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
