"use client"

import { ChevronDown, Wrench } from "lucide-react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { MenuButton } from "@/components/ui/menu"
import type { Problem } from "@/core/problem"
import { useDesignerContext } from "../designer-context"
import { useFix, useFixes } from "./use-fix"

/** Mends a problem with one press: the likeliest way in words, the others in a list. Nothing where people must decide. */
export function FixButton({ problem, onFixed }: { problem: Problem; onFixed?: () => void }) {
  const t = useTranslations("designer.problems")
  const { locale } = useDesignerContext()
  const fixes = useFixes(problem)
  const mend = useFix()
  const apply = (id: string) => {
    mend(problem, id)
    onFixed?.()
  }
  const [first, ...others] = fixes
  if (!first) return null
  return (
    <span className="flex max-w-full min-w-0 items-start gap-1">
      <Button
        size="sm"
        variant="outline"
        className="h-auto min-h-7 max-w-full min-w-0 py-0.5 text-start text-xs whitespace-normal max-md:min-h-9"
        onPress={() => apply(first.id)}
      >
        <Wrench className="size-3.5! shrink-0" aria-hidden="true" />
        <span className="min-w-0 [overflow-wrap:anywhere]">{first.text[locale]}</span>
      </Button>
      {others.length > 0 && (
        <MenuButton
          label={t("otherFixes")}
          isIconOnly
          size="sm"
          variant="ghost"
          className="size-7 shrink-0 max-md:size-9"
          groups={[
            {
              id: "fixes",
              title: t("otherFixes"),
              entries: others.map(({ id, text }) => ({ id, label: text[locale], onSelect: () => apply(id) })),
            },
          ]}
        >
          <ChevronDown className="size-3.5!" aria-hidden="true" />
        </MenuButton>
      )}
    </span>
  )
}

/** The fixes of the problems of one field, below it. */
export function FixList({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <div className="mt-1.5 flex flex-wrap gap-1.5 empty:hidden">
      {problems.map((problem, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two problems may be equal in everything but their place
        <FixButton key={`${problem.code} ${index}`} problem={problem} />
      ))}
    </div>
  )
}
