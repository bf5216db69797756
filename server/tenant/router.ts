import * as z from "zod"
import { localeSchema } from "@/core/text"
import { AppError } from "@/server/api/app-error"
import { procedure, publicProcedure, router } from "@/server/api/trpc"
import { takeAllowance } from "@/server/auth/allowance"
import { switchTenant } from "@/server/auth/memberships"
import { sessionCookieLine } from "@/server/auth/session-cookie"
import { changeTenant } from "./change-tenant"
import { provisioning, provisioningSchema, retryProvisioning } from "./provisioning"
import { signUp } from "./sign-up"

const text = z.string().max(400)

const tenantSchema = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  locale: localeSchema,
  timeZone: z.string(),
})

export const tenantRouter = router({
  /** Creates an organisation; `provisioning` tells when it is ready to be signed in to. */
  signUp: publicProcedure
    .input(
      z.strictObject({
        organisation: text,
        slug: text.optional(),
        name: text,
        email: text,
        password: z.string().max(1000),
        locale: localeSchema,
        timeZone: z.string().max(60).default("Asia/Shanghai"),
      }),
    )
    .output(z.object({ requestId: z.uuid() }))
    .mutation(({ ctx, input }) => signUp({ ...input, address: ctx.address })),

  /** How far a sign-up is. */
  provisioning: publicProcedure
    .input(z.strictObject({ requestId: z.uuid() }))
    .output(provisioningSchema)
    .query(async ({ ctx, input }) => {
      const retryAfterSec = await takeAllowance(`provisioning address ${ctx.address}`, { burst: 2000, perHour: 20_000 })
      if (retryAfterSec > 0) throw new AppError("RATE_LIMITED", { retryAfterSec })
      return provisioning(input.requestId)
    }),

  /** Tries a failed sign-up again, from where it failed. */
  retryProvisioning: publicProcedure
    .input(z.strictObject({ requestId: z.uuid() }))
    .output(z.void())
    .mutation(({ input }) => retryProvisioning(input.requestId)),

  current: procedure()
    .output(tenantSchema)
    .query(({ ctx }) => ctx.tenant),

  change: procedure("owner")
    .input(z.strictObject({ name: text, locale: localeSchema, timeZone: z.string().max(60) }))
    .output(z.void())
    .mutation(({ ctx, input }) => changeTenant(ctx.session, input)),

  /** Goes on in another organisation of the same account; the page must be loaded anew. */
  switch: procedure()
    .input(z.strictObject({ tenantId: z.uuid() }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const claims = await switchTenant(ctx.session, input.tenantId)
      ctx.answerHeaders?.append("set-cookie", await sessionCookieLine(claims))
    }),
})
