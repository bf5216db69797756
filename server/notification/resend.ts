import { and, eq, inArray, ne } from "drizzle-orm"
import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { notification } from "@/db/tenant/ticket"
import { recordAudit } from "@/server/audit/record"
import { wake } from "@/server/feed/wake"
import { outgoingChannelSchema } from "@/server/warning/save-channel"

export const resendInput = z.union([
  z.strictObject({ ids: z.array(z.int()).min(1).max(200) }),
  z.strictObject({ channel: outgoingChannelSchema }),
])

/**
 * Puts messages into the queue again: those named that failed or are held, or everything that is held on a channel, which
 * has a provider now. They go out as the person's preferences and the limits allow. Others are passed over.
 */
export async function resend(
  tenant: TenantRef,
  personId: string,
  input: z.infer<typeof resendInput>,
): Promise<{ queued: number }> {
  const which =
    "ids" in input
      ? and(inArray(notification.id, input.ids), inArray(notification.state, ["failed", "held"]))
      : and(eq(notification.channel, input.channel), eq(notification.state, "held"))
  const queued = await withTenant(tenant).db.transaction(async (tx) => {
    const rows = await tx
      .update(notification)
      .set({ state: "queued", error: null, waitsFor: null, nextAttemptAt: new Date() })
      .where(and(ne(notification.channel, "inApp"), which))
      .returning({ id: notification.id })
    if (rows.length > 0)
      await recordAudit(tx, personId, {
        action: "notification.resent",
        subject: "channel" in input ? `channel:${input.channel}` : "notification",
        after: { messages: rows.length, ...input },
      })
    return rows.length
  })
  wake(tenant)
  return { queued }
}
