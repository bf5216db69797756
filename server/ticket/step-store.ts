import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Facts, Pool } from "@/core/ticket/facts"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { executableOf } from "@/server/flow/executable-of"
import { applyStep, type StepAnswer } from "./apply"
import { loadFacts, loadPools } from "./facts"
import { loadTicket, type LoadedTicket } from "./load"
import type { StepItem } from "./step-item"

/** What taking a step needs of the world. The simulator has one of its own (testing/simulator). */
export type StepStore = {
  /** A ticket, and what became of this key before; null when there is no such ticket. */
  load(ticketId: string, key: string): Promise<LoadedTicket | null>
  flowOf(versionId: string): Promise<ExecutableFlow>
  facts(): Promise<Facts>
  pools(wanted: { key: string; personIds: string[] }[]): Promise<Record<string, Pool>>
  apply(item: StepItem): Promise<StepAnswer>
}

export type StepClock = { now(): number; pause(ms: number): Promise<void>; random(): number }

/** The tenant's own tables. */
export function tenantStore(tenant: TenantRef): StepStore {
  const { sql } = withTenant(tenant)
  return {
    load: (ticketId, key) => loadTicket(sql, ticketId, key),
    flowOf: (versionId) => executableOf(tenant, versionId),
    facts: () => loadFacts(tenant),
    pools: (wanted) => loadPools(sql, wanted),
    apply: (item) => applyStep(sql, tenant.schema, item),
  }
}

export const systemClock: StepClock = {
  now: () => Date.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
}
