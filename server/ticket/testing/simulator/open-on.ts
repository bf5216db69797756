import { genesisHash } from "@/core/ticket/chain"
import type { Origin, Values } from "@/core/ticket/event"
import { ids } from "@/core/ticket/testing/tenant"
import { AppError } from "@/server/api/app-error"
import { buildItem } from "../../build-item"
import { fingerprint } from "../../fingerprint"
import { decideWithPools } from "../../step"
import type { StepClock, StepStore } from "../../step-store"

export type Opening = { ticketId: string; number: number; origin: Origin; variables: Values; versionId?: string }

/**
 * Opens a ticket of the test's flow on any store and clock, once however often it is asked for. Throws UNAVAILABLE when a
 * pool moved meanwhile.
 */
export async function openOn(
  store: StepStore,
  clock: StepClock,
  { ticketId, number, origin, variables, versionId = ids.version }: Opening,
): Promise<void> {
  const key = `open:${ticketId}`
  if (await store.load(ticketId, key)) return
  const at = clock.now()
  const body = {
    type: "open" as const,
    ticketId,
    number,
    flowId: ids.flow,
    versionId,
    title: "Fee reduction",
    origin,
    initiatorId: ids.agents[0],
    variables,
  }
  const by = origin.type === "ticket" ? "system" : ids.agents[0]
  const flow = await store.flowOf(versionId)
  const decision = await decideWithPools(store, flow, null, { at, by, body })
  const { item } = buildItem({
    flow,
    before: null,
    version: 0,
    head: genesisHash,
    at,
    by,
    key,
    request: fingerprint(body),
    bodies: decision.events,
    pools: decision.pools,
  })
  const answer = await store.apply(item)
  if (answer === "conflict") throw new AppError("UNAVAILABLE")
}
