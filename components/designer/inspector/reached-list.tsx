"use client"

import type { inferRouterOutputs } from "@trpc/server"
import clsx from "clsx"
import { useTranslations } from "use-intl"
import { Avatar } from "@/components/ui/person-chip"
import type { AppRouter } from "@/server/api/router"
import { useDesignerContext } from "../designer-context"

type Answer = inferRouterOutputs<AppRouter>["flow"]["reach"]
type Person = Answer["people"][number]

const presenceDots = {
  online: "bg-ok",
  busy: "bg-warning",
  away: "bg-muted",
} satisfies Record<Person["presence"], string>

/** The people a rule comes to, and for each why, whether they are there, and how much they have. */
export function ReachedList({ people, outcome }: { people: readonly Person[]; outcome: Answer["outcome"] }) {
  const t = useTranslations("designer.people.reach")
  const { locale } = useDesignerContext()
  return (
    <ul
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and nothing in it takes the focus
      tabIndex={0}
      aria-label={t("list")}
      className="max-h-80 divide-y divide-separator overflow-y-auto"
    >
      {people.map((person, index) => (
        <li
          // The same person may be named twice, and is then told of twice.
          key={`${person.id}.${index}`}
          className="flex items-start gap-2 py-2"
        >
          <Avatar name={person.name} size={22} className={clsx("mt-0.5", person.skipped && "opacity-50")} />
          <div className="min-w-0 flex-1 text-xs text-muted">
            <p className="flex items-center gap-1.5 text-sm">
              <span className={clsx("truncate", person.skipped ? "text-muted" : "text-foreground")}>{person.name}</span>
              {person.isNext && <Mark>{t("next")}</Mark>}
              {outcome === "choice" && <Mark>{t("mayBeChosen")}</Mark>}
            </p>
            {person.reason && <p className="text-pretty">{person.reason[locale]}</p>}
            {person.skipped && <p className="font-medium text-warning-ink">{skipText(person)}</p>}
          </div>
          <div className="shrink-0 text-right text-xs text-muted">
            <p className="flex items-center justify-end gap-1.5">
              <span aria-hidden="true" className={clsx("size-2 rounded-full", presenceDots[person.presence])} />
              {t(person.presence)}
            </p>
            <p className="figures">
              {person.capacity === null
                ? t("load", { count: person.load })
                : t("loadOf", { count: person.load, capacity: person.capacity })}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )

  function skipText({ skipped, substituteName }: Person): string {
    if (skipped === null) return ""
    if (skipped === "away" && substituteName === null) return t("skipped.awayMeant")
    return t(`skipped.${skipped}`, { name: substituteName ?? "" })
  }
}

const Mark = ({ children }: { children: string }) => (
  <span className="shrink-0 rounded-full bg-accent-soft px-1.5 text-xs font-medium text-accent-soft-foreground">
    {children}
  </span>
)
