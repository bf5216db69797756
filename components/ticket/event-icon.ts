import {
  ArrowRightLeft,
  ArrowRightToLine,
  Bell,
  BellRing,
  Check,
  CircleX,
  ClockAlert,
  CornerUpLeft,
  Flag,
  GitFork,
  Hand,
  Hourglass,
  Inbox,
  ListEnd,
  Merge,
  MessageSquareText,
  Milestone,
  OctagonAlert,
  PhoneMissed,
  PlugZap,
  Pause,
  Play,
  RotateCw,
  Send,
  Shuffle,
  SquarePen,
  TicketPlus,
  Timer,
  TimerOff,
  TimerReset,
  Undo2,
  UserMinus,
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
  added: look(UserPlus, "info"),
  settled: look(UserRoundCheck, "neutral", true),
  removed: look(UserMinus, "info"),
  retracted: look(Undo2, "info"),
  returned: look(CornerUpLeft, "late"),
  withdrawn: look(Undo2, "info"),
  jumped: look(Shuffle, "warning"),
  reopened: look(RotateCw, "active"),
  moved: look(CornerUpLeft, "neutral", true),
  urged: look(BellRing, "warning"),
  copied: look(Send, "info"),
  valued: look(SquarePen, "neutral", true),
  acknowledged: look(BellRing, "info"),
  rescheduled: look(ClockAlert, "info", true),
  migrated: look(Milestone, "info"),
  delayed: look(Hourglass, "neutral", true),
  forked: look(GitFork, "neutral", true),
  waited: look(Hourglass, "neutral", true),
  joined: look(Merge, "neutral", true),
  ended: look(ListEnd, "neutral", true),
  branchRejected: look(CircleX, "warning", true),
  splitLeft: look(CircleX, "warning", true),
  asked: look(PlugZap, "neutral", true),
  answered: look(PlugZap, "info", true),
  childOpened: look(TicketPlus, "info", true),
  childEnded: look(Flag, "info", true),
  recalled: look(X, "neutral", true),
  attempted: look(PhoneMissed, "warning", true),
  clockStarted: look(Timer, "neutral", true),
  clockPaused: look(Pause, "info"),
  clockResumed: look(Play, "info"),
  clockEnded: look(TimerOff, "neutral", true),
  clockReset: look(TimerReset, "info"),
  clockWarned: look(BellRing, "warning"),
  clockBreached: look(ClockAlert, "late"),
  clockRescheduled: look(ClockAlert, "info", true),
  assigned: look(Hand, "info"),
  queued: look(Inbox, "info"),
} satisfies Record<EventType, EventLook>

const failed = look(PlugZap, "breached")
const rejected = look(CircleX, "breached")
const approved = look(Check, "ok")

export function eventLook(body: EventBody): EventLook {
  if (body.type === "decided" && body.decision === "reject") return rejected
  if (body.type === "decided" && body.decision === "approve") return approved
  if (body.type === "answered" && body.detail) return failed
  return looks[body.type]
}
