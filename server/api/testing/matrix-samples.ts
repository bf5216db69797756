import type { Samples } from "./samples"
import { calendarSamples } from "./samples/calendar"
import { peopleSamples } from "./samples/people"
import { kindSamples, serviceSamples } from "./samples/service"
import { telephonySamples } from "./samples/telephony"
import { tenantSamples } from "./samples/tenant"
import { channelSamples } from "./samples/channel"
import {
  backTestSamples,
  flowSamples,
  migrationSamples,
  notificationSamples,
  publicationSamples,
  scenarioSamples,
  ticketSamples,
  todoSamples,
} from "./samples/work"

/** A valid input for every procedure, by noun; cross-tenant.db.test.ts fails for a procedure that has none. */
export const matrixSamples: Record<string, Samples> = {
  backTest: backTestSamples,
  calendar: calendarSamples,
  channel: channelSamples,
  flow: flowSamples,
  migration: migrationSamples,
  kind: kindSamples,
  notification: notificationSamples,
  people: peopleSamples,
  publication: publicationSamples,
  scenario: scenarioSamples,
  service: serviceSamples,
  telephony: telephonySamples,
  tenant: tenantSamples,
  ticket: ticketSamples,
  todo: todoSamples,
}

/**
 * Every route outside of tRPC: either it knows no tenant, or the named test calls it with another tenant's ids. The same test
 * fails for a route that is not here, or whose test does not name it.
 */
export const matrixRoutes: Record<string, { test: string } | { knowsNoTenant: string }> = {
  "api/trpc/[trpc]": { test: "server/api/cross-tenant.db.test.ts" },
  "api/auth/[...nextauth]": { knowsNoTenant: "next-auth's own: signs in and out, names no tenant" },
  "api/health": { knowsNoTenant: "database, workers and feed as a whole" },
  "api/feed": { test: "app/api/feed/route.db.test.ts" },
  "api/attachment": { test: "app/api/attachment/route.db.test.ts" },
  "api/attachment/[attachmentId]": { test: "app/api/attachment/route.db.test.ts" },
  "api/flow-file": { test: "app/api/flow-file/route.db.test.ts" },
  "api/ingest/[tenant]/[connector]": { test: "server/telephony/ingest.db.test.ts" },
}
