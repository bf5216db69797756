import * as z from "zod"
import { repairTenantLogin } from "@/server/tenant/repair-login"
import { defineTask } from "../runtime/task"

/** Sets the password and the defaults of a tenant's login again. */
export const repairTenantLoginTask = defineTask({
  identifier: "repair-tenant-login",
  role: "provisioning",
  schema: z.object({ tenantId: z.uuid() }),
  run: ({ tenantId }) => repairTenantLogin(tenantId),
})
