import {
  Activity,
  BellRing,
  Blocks,
  Cable,
  CalendarDays,
  ClipboardList,
  Inbox,
  OctagonAlert,
  Phone,
  PlugZap,
  Route,
  Send,
  Users,
  Workflow,
  type LucideIcon,
} from "lucide-react"
import type { Role } from "@/core/people/directory"

export type PlaceId =
  | "inbox"
  | "tickets"
  | "incidents"
  | "flows"
  | "live"
  | "calls"
  | "members"
  | "connectors"
  | "routing"
  | "channels"
  | "services"
  | "kinds"
  | "calendars"
  | "outbox"

export interface Place {
  id: PlaceId
  href: string
  icon: LucideIcon
  group: "work" | "admin"
  /** Who finds it in the navigation. Owners find everything. What a person may do is decided by the server. */
  roles: readonly Role[]
  /** The letter that goes there after `g`. */
  key?: string
}

const everyone: readonly Role[] = ["designer", "supervisor", "agent", "auditor"]

/** Every place of the application, in the order of the navigation; names are texts in `shell`. */
export const places: readonly Place[] = [
  { id: "inbox", href: "/inbox", icon: Inbox, group: "work", roles: ["designer", "supervisor", "agent"], key: "i" },
  { id: "tickets", href: "/tickets", icon: ClipboardList, group: "work", roles: everyone, key: "t" },
  {
    id: "incidents",
    href: "/incidents",
    icon: OctagonAlert,
    group: "work",
    roles: ["designer", "supervisor", "auditor"],
  },
  {
    id: "flows",
    href: "/flows",
    icon: Workflow,
    group: "work",
    roles: ["designer", "supervisor", "auditor"],
    key: "f",
  },
  { id: "live", href: "/live", icon: Activity, group: "work", roles: ["supervisor", "agent", "auditor"], key: "l" },
  { id: "calls", href: "/calls", icon: Phone, group: "work", roles: ["supervisor", "agent", "auditor"], key: "c" },
  { id: "members", href: "/admin/members", icon: Users, group: "admin", roles: ["supervisor"] },
  { id: "connectors", href: "/admin/connectors", icon: Cable, group: "admin", roles: [] },
  { id: "routing", href: "/admin/routing", icon: Route, group: "admin", roles: ["designer"] },
  { id: "channels", href: "/admin/channels", icon: BellRing, group: "admin", roles: [] },
  { id: "services", href: "/admin/services", icon: PlugZap, group: "admin", roles: ["designer"] },
  { id: "kinds", href: "/admin/kinds", icon: Blocks, group: "admin", roles: ["designer"] },
  {
    id: "calendars",
    href: "/admin/calendars",
    icon: CalendarDays,
    group: "admin",
    roles: ["designer", "supervisor"],
  },
  { id: "outbox", href: "/admin/outbox", icon: Send, group: "admin", roles: ["supervisor"] },
]

/** The places of a person, in the order of the navigation. Pure. */
export function placesFor(roles: readonly Role[]): Place[] {
  if (roles.includes("owner")) return [...places]
  return places.filter((place) => place.roles.some((role) => roles.includes(role)))
}

const tabOrder: readonly PlaceId[] = ["inbox", "tickets", "live", "calls", "flows"]

/** The places of a phone's tab bar, at most four (the fifth tab is "more"). Pure. */
export function tabsFor(roles: readonly Role[]): Place[] {
  const mine = placesFor(roles)
  return tabOrder.flatMap((id) => mine.find((place) => place.id === id) ?? []).slice(0, 4)
}

/** Whether `path` is the place or below it: "/tickets/7" belongs to "/tickets", "/tickets-old" does not. Pure. */
export function isWithin(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}
