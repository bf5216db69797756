import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Facts, Pool } from "@/core/ticket/facts"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { executableOf } from "@/server/flow/executable-of"
import { applyStep, type StepAnswer } from "./apply"
import { loadCallAgents, loadFacts, loadPools } from "./facts"
import { inTurn } from "./in-turn"
import { loadTicket, type LoadedTicket } from "./load"
import type { StepItem } from "./step-item"

/** What taking a step needs of the world. The simulator has one of its own (testing/simulator). */
export type StepStore = {
  /** A ticket, and what became of this key before; null when there is no such ticket. */
  load(ticketId: string, key: string): Promise<LoadedTicket | null>
  flowOf(versionId: string): Promise<ExecutableFlow>
  facts(): Promise<Facts>
  pools(wanted: { key: string; personIds: string[] }[]): Promise<Record<string, Pool>>
  callAgents(callIds: string[]): Promise<Record<string, string | null>>
  apply(item: StepItem): Promise<StepAnswer>
  /**
   * Does work once nobody else of this process is at one of these pools. A step that lost a race for a pool decides again
   * in its turn: fifty at once then take fifty turns, and not fifty rounds of one winner each.
   */
  inTurn?<T>(keys: string[], work: () => Promise<T>): Promise<T>
}

/** Work that is tried again after it lost these pools to somebody else. */
export const inItsTurn = <T>(store: StepStore, lost: ReadonlySet<string>, work: () => Promise<T>): Promise<T> =>
  store.inTurn && lost.size > 0 ? store.inTurn([...lost], work) : work()

export type StepClock = { now(): number; pause(ms: number): Promise<void>; random(): number }

/** The tenant's own tables. */
export function tenantStore(tenant: TenantRef): StepStore {
  const { sql } = withTenant(tenant)
  return {
    load: (ticketId, key) => loadTicket(sql, ticketId, key),
    flowOf: (versionId) => executableOf(tenant, versionId),
    facts: () => loadFacts(tenant),
    pools: (wanted) => loadPools(sql, wanted),
    callAgents: (callIds) => loadCallAgents(sql, callIds),
    apply: (item) => applyStep(sql, tenant.schema, item),
    inTurn: (keys, work) =>
      inTurn(
        keys.map((key) => `${tenant.schema} ${key}`),
        work,
      ),
  }
}

export const systemClock: StepClock = {
  now: () => Date.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
}
