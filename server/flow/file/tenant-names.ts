import type { TenantNames } from "@/core/flow/file/flow-file"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { ownKinds } from "@/server/kind/own-kinds"
import { loadDirectory } from "@/server/people/directory"
import { serviceChoices } from "../check-context"

/** What flows of this organisation may name, with what people call it. */
export async function tenantNames(tenant: TenantRef): Promise<TenantNames> {
  const { sql } = withTenant(tenant)
  const [directory, calendar, service, flow, kinds] = await Promise.all([
    loadDirectory(tenant),
    sql<{ id: string; name: string }[]>`select id, name from calendar order by name, id`,
    serviceChoices(tenant),
    sql<{ id: string; name: string }[]>`select id, name from flow where archived_at is null order by number`,
    ownKinds(tenant),
  ])
  return {
    person: directory.people,
    unit: directory.units,
    skillGroup: directory.skillGroups,
    calendar,
    service,
    flow,
    kind: kinds.map(({ id, definition }) => ({ id, name: definition.name.en })),
  }
}
