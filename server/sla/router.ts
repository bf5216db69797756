import * as z from "zod"
import { calendarSchema } from "@/core/sla/policy"
import { localeSchema } from "@/core/text"
import { procedure, router } from "@/server/api/trpc"
import { createCalendar } from "./create-calendar"
import { countryListSchema, holidaysOf, holidayYearSchema, listCountries } from "./holidays"
import { calendarItemSchema, calendarListSchema, getCalendar, listCalendars } from "./list-calendars"
import { makeDefaultCalendar } from "./make-default"
import { removeCalendar } from "./remove-calendar"
import { renameCalendar } from "./rename-calendar"
import { saveCalendar } from "./save-calendar"

const name = z.string().max(400)
const byId = z.strictObject({ calendarId: z.uuid() })

export const calendarRouter = router({
  list: procedure()
    .input(z.strictObject({}).optional())
    .output(calendarListSchema)
    .query(({ ctx }) => listCalendars(ctx.tenant, ctx.session.person.roles)),

  get: procedure()
    .input(byId)
    .output(calendarItemSchema)
    .query(({ ctx, input }) => getCalendar(ctx.tenant, ctx.session.person.roles, input.calendarId)),

  create: procedure("designer")
    .input(z.strictObject({ name, hours: calendarSchema }))
    .output(z.strictObject({ calendarId: z.uuid() }))
    .mutation(({ ctx, input }) => createCalendar(ctx.session, input)),

  save: procedure("designer")
    .input(byId.extend({ revision: z.int(), hours: calendarSchema }))
    .output(z.strictObject({ revision: z.int() }))
    .mutation(({ ctx, input }) => saveCalendar(ctx.session, input)),

  rename: procedure("designer")
    .input(byId.extend({ name }))
    .output(z.void())
    .mutation(({ ctx, input }) => renameCalendar(ctx.session, input)),

  makeDefault: procedure("designer")
    .input(byId)
    .output(z.void())
    .mutation(({ ctx, input }) => makeDefaultCalendar(ctx.session, input.calendarId)),

  remove: procedure("designer")
    .input(byId)
    .output(z.void())
    .mutation(({ ctx, input }) => removeCalendar(ctx.session, input.calendarId)),

  /** Countries and regions whose public holidays can be imported. */
  countries: procedure()
    .input(z.strictObject({ locale: localeSchema }))
    .output(countryListSchema)
    .query(({ input }) => listCountries(input.locale)),

  /** What is officially off, and worked instead, in a year. Importing is a save of the calendar they were put into. */
  holidays: procedure()
    .input(
      z.strictObject({
        country: z.string().regex(/^[A-Z]{2}$/),
        region: z.string().min(1).max(12).nullable(),
        year: z.int().min(1970).max(2200),
        locale: localeSchema,
      }),
    )
    .output(holidayYearSchema)
    .query(({ input: { locale, ...wanted } }) => holidaysOf(wanted, locale)),
})
