import { randomUUID } from "node:crypto"
import { officeHours } from "@/server/flow/install-starters"
import { nothing, type Samples, type World } from "../samples"

const hours = ({ canary }: World) => ({
  ...officeHours("Asia/Shanghai"),
  days: [{ date: "2026-05-01", name: canary, intervals: [] }],
})
/** Names are unique in a tenant. */
const newName = ({ canary }: World) => `${canary} ${randomUUID().slice(0, 8)}`

/** A calendar that nothing uses. */
export const calendar = async (world: World) =>
  (await world.caller.calendar.create({ name: newName(world), hours: hours(world) })).calendarId

export const calendarSamples: Samples = {
  list: nothing,
  get: async (world) => ({ calendarId: await calendar(world) }),
  create: (world) => ({ name: newName(world), hours: hours(world) }),
  save: async (world) => ({ calendarId: await calendar(world), revision: 1, hours: hours(world) }),
  rename: async (world) => ({ calendarId: await calendar(world), name: newName(world) }),
  makeDefault: async (world) => ({ calendarId: await calendar(world) }),
  remove: async (world) => ({ calendarId: await calendar(world) }),
  countries: () => ({ locale: "en" }),
  holidays: () => ({ country: "DE", region: "BY", year: 2026, locale: "en" }),
}
