"use client"

import {
  Ban,
  Check,
  CircleDot,
  CircleX,
  CornerUpLeft,
  FastForward,
  Hourglass,
  Inbox,
  type LucideIcon,
} from "lucide-react"
import { useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"
import type { Meaning } from "@/components/ui/status"
import type { TodoState } from "@/core/ticket/todo-state"

const looks = {
  waiting: { icon: Hourglass, meaning: "neutral" },
  active: { icon: CircleDot, meaning: "active" },
  unclaimed: { icon: Inbox, meaning: "neutral" },
  approved: { icon: Check, meaning: "ok" },
  rejected: { icon: CircleX, meaning: "breached" },
  done: { icon: Check, meaning: "ok" },
  cancelled: { icon: Ban, meaning: "neutral" },
  skipped: { icon: FastForward, meaning: "neutral" },
  approving: { icon: Hourglass, meaning: "active" },
  returned: { icon: CornerUpLeft, meaning: "late" },
} satisfies Record<TodoState | "unclaimed", { icon: LucideIcon; meaning: Meaning }>

/** What became of one person's item; or that it is nobody's yet. */
export function TodoStatus({ state }: { state: TodoState | "unclaimed" }) {
  const t = useTranslations("ticket.todoState")
  const { icon, meaning } = looks[state]
  return (
    <StatusChip meaning={meaning} icon={icon} size="sm">
      {t(state)}
    </StatusChip>
  )
}
