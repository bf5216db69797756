import * as z from "zod"
import { deliver } from "@/server/warning/deliver"
import { tenantLocale } from "@/server/tenant/tenant-locale"
import { defineTask } from "../runtime/task"

/** A batch of one tenant's messages that leave the product (e-mail, WeCom, text message, phone). */
export const deliverMessagesTask = defineTask({
  identifier: "deliver-messages",
  role: "notifications",
  schema: z.strictObject({ tenantId: z.uuid(), schema: z.string(), slug: z.string(), ids: z.array(z.int()).max(1000) }),
  async run({ tenantId, schema, slug, ids }, { log, signal }) {
    const { locale, timeZone } = await tenantLocale(tenantId)
    const baseUrl = process.env.NEXTAUTH_URL ?? "http://localhost:3000"
    const result = await deliver({ id: tenantId, schema, slug, locale, timeZone }, ids, baseUrl, signal)
    if (result.failed > 0 || result.retried > 0) log.info(result, "messages delivered")
  },
})
