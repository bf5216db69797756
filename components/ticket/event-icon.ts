import {
  ArrowRightLeft,
  ArrowRightToLine,
  Bell,
  BellRing,
  Check,
  CircleX,
  ClockAlert,
  Flag,
  ListEnd,
  MessageSquareText,
  OctagonAlert,
  RotateCw,
  SquarePen,
  TicketPlus,
  Undo2,
  UserPlus,
  UserRoundCheck,
  X,
  type LucideIcon,
} from "lucide-react"
import type { Meaning } from "@/components/ui/status"
import type { EventBody, EventType } from "@/core/ticket/event"

/**
 * How an event looks in a list. `isQuiet`: the flow going on by itself, dimmed so that what people did stands out.
 */
export type EventLook = { icon: LucideIcon; meaning: Meaning; isQuiet: boolean }

const look = (icon: LucideIcon, meaning: Meaning, isQuiet = false): EventLook => ({ icon, meaning, isQuiet })

const looks = {
  opened: look(TicketPlus, "active"),
  entered: look(ArrowRightToLine, "neutral", true),
  dispatched: look(UserPlus, "neutral", true),
  activated: look(UserPlus, "neutral", true),
  decided: look(UserRoundCheck, "ok"),
  cancelled: look(X, "neutral", true),
  transferred: look(ArrowRightLeft, "info"),
  set: look(SquarePen, "neutral", true),
  commented: look(MessageSquareText, "info"),
  reminded: look(Bell, "info"),
  warned: look(BellRing, "warning"),
  breached: look(ClockAlert, "late"),
  completed: look(ListEnd, "neutral", true),
  incident: look(OctagonAlert, "breached"),
  resolved: look(RotateCw, "info"),
  revoked: look(Undo2, "breached"),
  closed: look(Flag, "ok"),
} satisfies Record<EventType, EventLook>

const rejected = look(CircleX, "breached")
const approved = look(Check, "ok")

export function eventLook(body: EventBody): EventLook {
  if (body.type === "decided" && body.decision === "reject") return rejected
  if (body.type === "decided" && body.decision === "approve") return approved
  return looks[body.type]
}
