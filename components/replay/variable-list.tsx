"use client"

import clsx from "clsx"
import { useLocale, useTranslations } from "use-intl"
import type { EventNames } from "@/components/ticket/event-names"
import type { FrameVariable } from "./frame"

/** The variables at one moment; the one this event changed is marked and shows what it was. */
export function VariableList({ variables, names }: { variables: readonly FrameVariable[]; names: EventNames }) {
  const t = useTranslations("replay")
  const locale = useLocale()
  if (variables.length === 0) return <p className="text-sm text-muted">{t("noVariables")}</p>
  return (
    <dl className="-mx-2 text-sm">
      {variables.map(({ key, value, before, isChanged }) => (
        <div
          key={key}
          className={clsx(
            "grid grid-cols-[minmax(6rem,38%)_1fr] items-baseline gap-3 rounded-md px-2 py-1 transition-colors duration-500",
            isChanged && "bg-info-soft",
          )}
        >
          <dt className={isChanged ? "font-medium text-info-ink" : "text-muted"}>{names.field(key)[locale]}</dt>
          <dd className="min-w-0 break-words">
            {isChanged && before !== undefined && before !== null && (
              <>
                <del className="text-muted">{names.value(key, before)[locale]}</del>{" "}
              </>
            )}
            {isChanged ? (
              <ins className="font-medium no-underline">{names.value(key, value)[locale]}</ins>
            ) : (
              names.value(key, value)[locale]
            )}
            {isChanged && <span className="sr-only"> ({t("changed")})</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
