"use client"

import { useLocale } from "use-intl"
import { Banner } from "@/components/ui/banner"
import type { Problem } from "@/core/problem"

/** Why the last move was not made; what belongs to a field is said at that field. */
export function RefusedBanner({ problems, besides = [] }: { problems: readonly Problem[]; besides?: string[] }) {
  const locale = useLocale()
  const shown = problems.filter(({ place }) => place.field === undefined || !besides.includes(place.field))
  if (shown.length === 0) return null
  return (
    <Banner meaning="breached" isAssertive>
      {shown.map(({ text }) => (
        <p key={text.en}>{text[locale]}</p>
      ))}
    </Banner>
  )
}
