import { decide } from "@/core/ticket/decide"
import type { CommandBody } from "@/core/ticket/command"
import type { Decision } from "@/core/ticket/decision"
import type { TicketState } from "@/core/ticket/state"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { wake } from "@/server/feed/wake"
import { buildItem } from "./build-item"
import { fingerprint } from "./fingerprint"
import type { SeenStep } from "./load"
import { inItsTurn, systemClock, tenantStore, type StepClock, type StepStore } from "./step-store"
import { isUnknownOutcome } from "./unknown-outcome"

export type StepRequest = {
  ticketId: string
  /** Made once for each intent by whoever asks; a repetition answers the first result. */
  key: string
  by: string
  body: Exclude<CommandBody, { type: "open" }>
}
export type StepResult = {
  ticketId: string
  version: number
  status: "open" | "closed"
  /** The step had been taken before, or there was nothing to do (a stale tick). */
  repeated: boolean
}

/** How often a step is decided again because the ticket or a pool moved under it. */
const attemptsMax = 40

/**
 * Takes one step on a ticket: read without a lock, decide, one version-checked write; decided again when refused.
 *
 * Throws AppError: NOT_FOUND (no such ticket here), INVALID (the command makes no sense in this state, with the
 * problem; or the key was used for something else), UNAVAILABLE (no write got through).
 */
export async function runStep(tenant: TenantRef, request: StepRequest): Promise<StepResult> {
  const result = await stepOn(tenantStore(tenant), systemClock, request)
  if (!result.repeated) wake(tenant)
  return result
}

/** As `runStep`, over any store and clock; nobody is woken. */
export async function stepOn(store: StepStore, clock: StepClock, request: StepRequest): Promise<StepResult> {
  const { ticketId, by, key, body } = request
  const print = fingerprint([ticketId, by, body])
  /** Pools that moved under the step. */
  const lost = new Set<string>()
  const once = async (): Promise<StepResult | null> => {
    const loaded = await store.load(ticketId, key)
    if (!loaded) throw new AppError("NOT_FOUND")
    const { state, version } = loaded
    if (loaded.seen) return replay(loaded.seen, ticketId, print, state.status)
    const flow = await store.flowOf(loaded.versionId)
    const at = clock.now()
    const target = body.type === "migrate" ? await store.flowOf(body.versionId) : null
    const decision = await decideWithPools(store, flow, state, { at, by, body }, target)
    if (decision.events.length === 0) return { ticketId, version, status: state.status, repeated: true }
    const { item, after } = buildItem({
      // What a ticket does after a move, it does in the other version.
      flow: target ?? flow,
      before: state,
      version,
      head: loaded.head,
      at,
      by,
      key,
      request: print,
      bodies: decision.events,
      pools: decision.pools,
    })
    const answer = await store.apply(item)
    if (answer === "applied") return { ticketId, version: version + 1, status: after.status, repeated: false }
    for (const pool of item.pools ?? []) lost.add(pool.key)
    return null
  }
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    try {
      const result = await inItsTurn(store, lost, once)
      if (result) return result
    } catch (error) {
      // The write may or may not have happened: the key tells on the next round.
      if (!isUnknownOutcome(error) || attempt === attemptsMax) throw error
      await clock.pause(Math.min(50 * attempt, 500))
    }
    if (attempt > 3) await clock.pause(clock.random() * 5 * attempt)
  }
  throw new AppError("UNAVAILABLE")
}

function replay(seen: SeenStep, ticketId: string, print: string, status: "open" | "closed"): StepResult {
  if (seen.ticketId !== ticketId || seen.request !== print)
    throw new AppError("INVALID", {
      problems: [
        {
          code: "keyReused",
          severity: "error",
          place: { field: "key" },
          text: { en: "This key was used for another request.", zh: "该幂等键已用于另一个请求。" },
          hint: { en: "Use a new key for each new request.", zh: "每个新请求请使用新的幂等键。" },
        },
      ],
    })
  return { ticketId, version: seen.version, status, repeated: true }
}

/** Decides, fetching the pools a decision asks for. `target` is the version that a `migrate` names. A refusal becomes INVALID with its problem. */
export async function decideWithPools(
  store: Pick<StepStore, "facts" | "pools" | "callAgents">,
  flow: ExecutableFlow,
  state: TicketState | null,
  command: { at: number; by: string; body: CommandBody },
  target: ExecutableFlow | null = null,
): Promise<Extract<Decision, { type: "events" }>> {
  const facts = await store.facts()
  if (target && command.body.type === "migrate") facts.target = { versionId: command.body.versionId, flow: target }
  for (;;) {
    const decision = decide(flow, state, command, facts)
    if (decision.type === "events") return decision
    if (decision.type === "refused")
      throw new AppError(decision.problem.code === "forbidden" ? "FORBIDDEN" : "INVALID", {
        problems: decision.problems,
      })
    const [pools, callAgents] = await Promise.all([
      decision.pools.length > 0 ? store.pools(decision.pools) : {},
      decision.callIds ? store.callAgents(decision.callIds) : {},
    ])
    Object.assign(facts.pools, pools)
    facts.callAgents = { ...facts.callAgents, ...callAgents }
  }
}
