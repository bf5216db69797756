import type { Slots } from "../event-data"
import type { Random } from "./random"

/** What a caller wants: how often, the path through the menu, what the bot understands, where it leads. */
export type Concern = {
  name: string
  weight: number
  /** Menu nodes after the welcome, in order. */
  menu: readonly string[]
  intent: string | null
  /** null = solved in the menu itself. */
  queue: string | null
  /** Typical talk, seconds. */
  talkSec: number
  slots(random: Random): Slots
}

const nothing = () => ({})

const complaints = [
  "The charge was taken twice.",
  "I waited three days for a reply.",
  "The app shows the wrong balance.",
  "The limit was lowered without notice.",
]

/** The callers of a consumer-finance hotline. Intents of the first two open tickets through the sample's routing rules. */
export const concerns: readonly Concern[] = [
  {
    name: "fee reduction",
    weight: 22,
    menu: ["main_menu", "fees", "voice_bot"],
    intent: "fee_reduction",
    queue: "fees",
    talkSec: 190,
    // Minor units: mostly small sums that a supervisor decides alone, some that climb to the head of department.
    slots: (random) => ({
      amount: Math.round(20 + random.service(260)) * 100,
      reason: random.weighted([
        { weight: 4, value: "hardship" },
        { weight: 3, value: "serviceFault" },
        { weight: 2, value: "loyalty" },
        { weight: 1, value: "other" },
      ]).value,
    }),
  },
  {
    name: "complaint",
    weight: 14,
    menu: ["main_menu", "complaints", "voice_bot"],
    intent: "complaint",
    queue: "complaints",
    talkSec: 260,
    slots: (random) => ({ subject: random.pick(complaints) }),
  },
  {
    name: "limit",
    weight: 16,
    menu: ["main_menu", "accounts", "voice_bot"],
    intent: "limit_application",
    queue: "general",
    talkSec: 150,
    slots: nothing,
  },
  {
    name: "card",
    weight: 14,
    menu: ["main_menu", "cards"],
    intent: null,
    queue: "general",
    talkSec: 170,
    slots: nothing,
  },
  {
    name: "other",
    weight: 12,
    menu: ["main_menu", "agent"],
    intent: null,
    queue: "general",
    talkSec: 140,
    slots: nothing,
  },
  {
    name: "balance",
    weight: 22,
    menu: ["main_menu", "balance"],
    intent: null,
    queue: null,
    talkSec: 0,
    slots: nothing,
  },
]

/** Share of the busiest hour by local hour: two humps and a quiet night that never quite sleeps. */
const hourly = [30, 26, 24, 22, 22, 25, 32, 45, 70, 92, 100, 96, 78, 80, 94, 98, 92, 84, 74, 70, 66, 58, 46, 36]

/** Mean calls an hour at this local time of day. */
export function callsPerHour(peak: number, secondOfDay: number): number {
  const hour = secondOfDay / 3600
  const [from, to] = [Math.floor(hour) % 24, (Math.floor(hour) + 1) % 24]
  const share = hour - Math.floor(hour)
  return (peak * ((hourly[from] ?? 0) * (1 - share) + (hourly[to] ?? 0) * share)) / 100
}
