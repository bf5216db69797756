"use client"

import {
  Bot,
  CircleSlash,
  Ghost,
  Headset,
  Hourglass,
  ListTree,
  PhoneCall,
  PhoneMissed,
  PhoneOff,
  Shuffle,
  Unplug,
  type LucideIcon,
} from "lucide-react"
import { useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"
import type { Meaning } from "@/components/ui/status"
import type { CallOutcome } from "@/core/call/outcome"

/** Going on now is accented, a caller who was lost to us is marked, what went well or was solved by itself is quiet. */
const looks: Record<CallOutcome, { meaning: Meaning; icon: LucideIcon }> = {
  in_ivr: { meaning: "active", icon: ListTree },
  waiting: { meaning: "warning", icon: Hourglass },
  ringing: { meaning: "active", icon: PhoneCall },
  talking: { meaning: "active", icon: Headset },
  answered: { meaning: "ok", icon: Headset },
  abandoned_queue: { meaning: "late", icon: PhoneMissed },
  abandoned_ivr: { meaning: "neutral", icon: PhoneOff },
  self_served: { meaning: "ok", icon: Bot },
  diverted: { meaning: "info", icon: Shuffle },
  unserved: { meaning: "late", icon: CircleSlash },
  not_reached: { meaning: "neutral", icon: PhoneOff },
  lost: { meaning: "warning", icon: Unplug },
  phantom: { meaning: "neutral", icon: Ghost },
}

/** What became of a call, or where it stands. */
export function OutcomeChip(props: { outcome: CallOutcome; onHold?: boolean; size?: "sm" | "md" }) {
  const t = useTranslations("ticket.call.outcomes")
  const tCall = useTranslations("call")
  const look = looks[props.outcome]
  return (
    <StatusChip meaning={look.meaning} icon={look.icon} size={props.size}>
      {props.onHold && props.outcome === "talking" ? tCall("onHold") : t(props.outcome)}
    </StatusChip>
  )
}
