import {
  BellRing,
  CircleCheckBig,
  CircleHelp,
  ClipboardCheck,
  GitFork,
  Hourglass,
  Merge,
  PhoneOutgoing,
  Play,
  Send,
  Split,
  Stamp,
  TicketPlus,
  Variable,
  Waypoints,
  type LucideIcon,
} from "lucide-react"
import { createElement } from "react"

// Kinds name their icon by lucide's own name. Importing lucide whole would add 400 kB to the page, so the icons in use
// are listed here; a test fails when a kind's icon is missing.
const icons: Record<string, LucideIcon> = {
  "bell-ring": BellRing,
  "circle-check-big": CircleCheckBig,
  "clipboard-check": ClipboardCheck,
  "git-fork": GitFork,
  hourglass: Hourglass,
  merge: Merge,
  "phone-outgoing": PhoneOutgoing,
  play: Play,
  send: Send,
  split: Split,
  stamp: Stamp,
  "ticket-plus": TicketPlus,
  variable: Variable,
  waypoints: Waypoints,
}

export const hasIcon = (name: string) => Object.hasOwn(icons, name)

/** A kind's icon; a question mark for a kind this program does not know. Decorative: the name stands beside it. */
export function KindIcon({ name, className }: { name: string; className?: string }) {
  return createElement(icons[name] ?? CircleHelp, { className, strokeWidth: 1.75, "aria-hidden": true })
}
