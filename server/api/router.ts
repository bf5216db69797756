import { backTestRouter } from "@/server/back-test/router"
import { flowRouter } from "@/server/flow/router"
import { migrationRouter } from "@/server/migration/router"
import { kindRouter } from "@/server/kind/router"
import { notificationRouter } from "@/server/notification/router"
import { publicationRouter } from "@/server/publication/router"
import { scenarioRouter } from "@/server/scenario/router"
import { peopleRouter } from "@/server/people/router"
import { serviceRouter } from "@/server/service/router"
import { calendarRouter } from "@/server/sla/router"
import { telephonyRouter } from "@/server/telephony/router"
import { tenantRouter } from "@/server/tenant/router"
import { ticketRouter } from "@/server/ticket/router"
import { todoRouter } from "@/server/todo/router"
import { channelRouter } from "@/server/warning/router"
import { router } from "./trpc"

/** Every procedure, a router for each noun. A new noun is a line here and one in matrix-samples.ts. */
export const appRouter = router({
  backTest: backTestRouter,
  calendar: calendarRouter,
  channel: channelRouter,
  flow: flowRouter,
  migration: migrationRouter,
  kind: kindRouter,
  notification: notificationRouter,
  people: peopleRouter,
  publication: publicationRouter,
  scenario: scenarioRouter,
  service: serviceRouter,
  telephony: telephonyRouter,
  tenant: tenantRouter,
  ticket: ticketRouter,
  todo: todoRouter,
})

export type AppRouter = typeof appRouter
