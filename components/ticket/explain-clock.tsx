"use client"

import { CircleHelp } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { onOpening } from "@/components/ui/on-demand"

const ExplainSheet = onOpening(async () => (await import("./explain-sheet")).ExplainSheet)

/** A button beside a clock that opens why it is due when it is. */
export function ExplainClock(props: { ticketId: string; clockId: string; name: string }) {
  const t = useTranslations("ticket.explain")
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton
        size="sm"
        icon={CircleHelp}
        label={t("open", { name: props.name })}
        className="text-muted"
        onPress={() => setOpen(true)}
      />
      {isOpen && <ExplainSheet {...props} onClose={() => setOpen(false)} />}
    </>
  )
}
