import {
  Banknote,
  BellRing,
  Blocks,
  Calendar,
  CircleCheckBig,
  CircleHelp,
  ClipboardCheck,
  CreditCard,
  Database,
  FileText,
  GitFork,
  Hourglass,
  Mail,
  Merge,
  MessageSquare,
  PhoneOutgoing,
  Play,
  PlugZap,
  Redo2,
  Send,
  ShieldCheck,
  Split,
  Stamp,
  TicketPlus,
  Truck,
  UserSearch,
  Variable,
  Waypoints,
  Workflow,
  Wrench,
  type LucideIcon,
} from "lucide-react"
import { createElement } from "react"

// Kinds name their icon by lucide's own name. Importing lucide whole would add 400 kB to the page, so the icons in use
// are listed here; a test fails when a kind's icon is missing.
const icons: Record<string, LucideIcon> = {
  banknote: Banknote,
  "bell-ring": BellRing,
  blocks: Blocks,
  calendar: Calendar,
  "circle-check-big": CircleCheckBig,
  "clipboard-check": ClipboardCheck,
  "credit-card": CreditCard,
  database: Database,
  "file-text": FileText,
  "git-fork": GitFork,
  hourglass: Hourglass,
  mail: Mail,
  merge: Merge,
  "message-square": MessageSquare,
  "phone-outgoing": PhoneOutgoing,
  play: Play,
  "plug-zap": PlugZap,
  "redo-2": Redo2,
  send: Send,
  "shield-check": ShieldCheck,
  split: Split,
  stamp: Stamp,
  "ticket-plus": TicketPlus,
  truck: Truck,
  "user-search": UserSearch,
  variable: Variable,
  waypoints: Waypoints,
  workflow: Workflow,
  wrench: Wrench,
}

export const hasIcon = (name: string) => Object.hasOwn(icons, name)

/** A kind's icon; a question mark for a kind this program does not know. Decorative: the name stands beside it. */
export function KindIcon({ name, className }: { name: string; className?: string }) {
  return createElement(icons[name] ?? CircleHelp, { className, strokeWidth: 1.75, "aria-hidden": true })
}
