import {
  AlignLeft,
  Banknote,
  Calculator,
  Calendar,
  CalendarClock,
  CircleDot,
  CircleHelp,
  Hash,
  List,
  ListChecks,
  Mail,
  Paperclip,
  Phone,
  Table,
  Timer,
  ToggleLeft,
  Type,
  User,
  type LucideIcon,
} from "lucide-react"
import { createElement } from "react"
import { kindOfField } from "@/core/flow/form/kinds"
import type { Field } from "@/core/flow/graph"

// As in kind-icon: importing lucide whole would add 400 kB.
const icons: Record<string, LucideIcon> = {
  type: Type,
  "align-left": AlignLeft,
  hash: Hash,
  calculator: Calculator,
  banknote: Banknote,
  calendar: Calendar,
  "calendar-clock": CalendarClock,
  timer: Timer,
  "circle-dot": CircleDot,
  "list-checks": ListChecks,
  list: List,
  "toggle-left": ToggleLeft,
  user: User,
  phone: Phone,
  mail: Mail,
  paperclip: Paperclip,
  table: Table,
}

export function FieldIcon({ name, className }: { name: string; className?: string }) {
  return createElement(icons[name] ?? CircleHelp, { className, strokeWidth: 1.75, "aria-hidden": true })
}

export const iconOfField = (field: Field): string => kindOfField(field).icon
