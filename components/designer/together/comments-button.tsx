"use client"

import { MessagesSquare } from "lucide-react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import type { Company } from "./company"
import { useComments } from "./use-comments"

/** Opens what is said about the flow; says how much of it is open. */
export function CommentsButton(props: { flowId: string; company: Company; isOpen: boolean; onToggle: () => void }) {
  const t = useTranslations("designer.together")
  const { data } = useComments(props.flowId, props.company)
  const open = data?.threads.filter(({ resolved }) => resolved === null).length ?? 0
  return (
    <span className="relative shrink-0">
      <IconButton
        size="sm"
        icon={MessagesSquare}
        label={t("openComments", { count: open })}
        aria-pressed={props.isOpen}
        onPress={props.onToggle}
      />
      {open > 0 && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute -top-0.5 -right-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-[10px] font-medium text-accent-foreground figures"
        >
          {open}
        </span>
      )}
    </span>
  )
}
