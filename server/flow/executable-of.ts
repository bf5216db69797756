import { LRUCache } from "lru-cache"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { toExecutable } from "@/core/flow/executable"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { draftGraphSchema } from "@/core/flow/graph"
import { InvariantError } from "@/core/problem"

/** Published versions never change, so a version compiled once stays right for as long as it is kept. */
const cache = new LRUCache<string, Promise<ExecutableFlow>>({ max: 1000 })

/** The compiled graph of a published version. Throws InvariantError for an id that is not one: callers hold real ids. */
export function executableOf(tenant: TenantRef, versionId: string): Promise<ExecutableFlow> {
  const key = `${tenant.schema}:${versionId}`
  let promise = cache.get(key)
  if (!promise) {
    promise = read(tenant, versionId)
    promise.catch(() => cache.delete(key))
    cache.set(key, promise)
  }
  return promise
}

async function read(tenant: TenantRef, versionId: string): Promise<ExecutableFlow> {
  const [row] = await withTenant(tenant).sql<
    { graph: unknown }[]
  >`select graph from flow_version where id = ${versionId}`
  if (!row) throw new InvariantError(`There is no flow version ${versionId}.`)
  const result = toExecutable(draftGraphSchema.parse(row.graph), {})
  if (!result.ok)
    throw new InvariantError(`Published version ${versionId} does not compile: ${result.problems[0]?.code}`)
  return result.flow
}
