import * as z from "zod"
import type { Role } from "@/core/people/directory"
import type { Problem } from "@/core/problem"
import { textSchema } from "@/core/text"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { flowUseSchema, namedInFlows, usedByFlow } from "@/server/flow/named-in-flows"

/** Who asks a service: flows, and the organisation's own node kinds. */
export const serviceUseSchema = z.discriminatedUnion("type", [
  flowUseSchema,
  z.strictObject({ type: z.literal("kind"), id: z.uuid(), name: textSchema }),
])
export type ServiceUse = z.infer<typeof serviceUseSchema>

/** The uses of every service, by its id: own kinds, then flows. */
export async function serviceUses(tenant: TenantRef, roles: Role[]): Promise<Map<string, ServiceUse[]>> {
  const [kinds, flows] = await Promise.all([
    withTenant(tenant).sql<{ service_id: string; id: string; name: unknown }[]>`
      select definition->'request'->>'serviceId' as service_id, id, definition->'name' as name
      from custom_kind order by definition->'name'->>'en', id`,
    namedInFlows(tenant, roles, "serviceId"),
  ])
  const uses = new Map<string, ServiceUse[]>()
  const add = (serviceId: string, found: ServiceUse[]) =>
    uses.set(serviceId, [...(uses.get(serviceId) ?? []), ...found])
  for (const { service_id, id, name } of kinds) add(service_id, [{ type: "kind", id, name: textSchema.parse(name) }])
  for (const [serviceId, found] of flows) add(serviceId, found)
  return uses
}

export function serviceUsed(use: ServiceUse): Problem {
  if (use.type === "flow") {
    return usedByFlow(use, "serviceId", {
      en: "Choose another service in the flow, and publish it.",
      zh: "请先在流程中更换服务并重新发布。",
    })
  }
  return {
    code: "usedByKind",
    severity: "error",
    place: { field: "serviceId" },
    text: { en: `The node kind “${use.name.en}” uses it.`, zh: `自定义环节“${use.name.zh}”正在使用。` },
    hint: { en: "Choose another service for the kind first.", zh: "请先为该环节更换服务。" },
  }
}
