"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl"
import { Dialog } from "@/components/ui/dialog"
import { Kbd } from "@/components/ui/kbd"
import { useModifierLabel } from "./modifier"
import type { Place } from "./navigation"
import { useCurrentPageShortcuts } from "./page-shortcuts"

/** All keys that work everywhere, from the same table that makes them work. */
export function ShortcutsDialog(props: {
  places: readonly Place[]
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const t = useTranslations("shell")
  const modifier = useModifierLabel()
  const page = useCurrentPageShortcuts()
  const pageGroup = page && (
    <Group title={page.title}>
      {page.lines
        .filter(({ keys }) => keys.length > 0)
        .map((line) => (
          <Line key={line.label} label={line.label}>
            {line.keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </Line>
        ))}
    </Group>
  )
  const navigation = (
    <Group title={t("shortcuts.navigation")}>
      {props.places.flatMap((place) =>
        place.key ? (
          <Line key={place.id} label={t(place.id)}>
            <Kbd>G</Kbd>
            <span className="text-xs text-muted">{t("shortcuts.then")}</span>
            <Kbd>{place.key.toUpperCase()}</Kbd>
          </Line>
        ) : (
          []
        ),
      )}
    </Group>
  )
  return (
    <Dialog isOpen={props.isOpen} onOpenChange={props.onOpenChange} title={t("shortcuts.title")} size="md">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the list may be longer than the window: the keyboard scrolls it */}
      <div tabIndex={0} className="grid gap-x-8 gap-y-5 rounded-lg outline-offset-4 sm:grid-cols-2">
        {pageGroup ?? navigation}
        <div className="space-y-5">
          {pageGroup && navigation}
          <Group title={t("shortcuts.general")}>
            <Line label={t("shortcuts.palette")}>
              <Kbd>{modifier}</Kbd>
              <Kbd>K</Kbd>
            </Line>
            <Line label={t("shortcuts.help")}>
              <Kbd>?</Kbd>
            </Line>
          </Group>
          <Group title={t("shortcuts.lists")}>
            <Line label={t("shortcuts.move")}>
              <Kbd>J</Kbd>
              <Kbd>K</Kbd>
            </Line>
            <Line label={t("shortcuts.ends")}>
              <Kbd>Home</Kbd>
              <Kbd>End</Kbd>
            </Line>
            <Line label={t("shortcuts.openRow")}>
              <Kbd>Enter</Kbd>
            </Line>
          </Group>
        </div>
      </div>
    </Dialog>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-xs text-muted">{title}</h3>
      <dl className="space-y-1">{children}</dl>
    </section>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-7 items-center justify-between gap-4">
      <dt className="text-sm">{label}</dt>
      <dd className="flex items-center gap-1">{children}</dd>
    </div>
  )
}
