import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { invariant, type Problem } from "@/core/problem"
import { decide } from "../decide"
import { evolve } from "../evolve"
import type { Facts, Pool } from "../facts"
import type { TicketState } from "../state"
import type { MigrationPlan } from "./plan"

/** Where one branch of a ticket stands after the move. Node ids are of the other version. */
export type Stand = {
  nodeId: string
  /** The node it stands at now, in this version; null when the move lets it go on to here. */
  fromNodeId: string | null
  /** The earliest deadline of its work, in milliseconds since 1970; null when it has none. */
  dueAt: number | null
}

export type MigrationPreview =
  | { is: "moves"; stands: Stand[]; closes: boolean }
  | { is: "refused"; problems: Problem[] }

/**
 * What moving a ticket to another version would do to it now: where it would be and when its work would be due, or every
 * reason why it cannot. It is the engine's own decision, taken and thrown away. Whom a pool would choose does not matter
 * to it, so pools count as empty. Pure.
 */
export function previewMigration(
  source: ExecutableFlow,
  target: NonNullable<Facts["target"]>,
  state: TicketState,
  plan: MigrationPlan,
  { at, facts }: { at: number; facts: Omit<Facts, "pools" | "target"> },
): MigrationPreview {
  const body = { type: "migrate" as const, fromVersionId: state.versionId, versionId: target.versionId, ...plan }
  const command = { at, by: "system" as const, body }
  const pools: Record<string, Pool> = {}
  for (;;) {
    const decision = decide(source, state, command, { ...facts, target, pools })
    if (decision.type === "refused") return { is: "refused", problems: decision.problems }
    if (decision.type === "needs") {
      for (const { key } of decision.pools) pools[key] = { sequence: 0, lastPersonId: null, open: {} }
      continue
    }
    const after = decision.events.reduce<TicketState>(
      (before, event) => evolve(before, { seq: before.seq + 1, at, by: "system", body: event }),
      state,
    )
    invariant(after.versionId === target.versionId, "a ticket that moved is on the other version")
    return { is: "moves", stands: standsOf(after, state), closes: after.status === "closed" }
  }
}

function standsOf(after: TicketState, before: TicketState): Stand[] {
  return Object.values(after.activations).map(({ id, nodeId }) => {
    const dues = Object.values(after.todos).flatMap(({ activationId, clock }) => {
      return activationId === id ? (clock?.dueAt ?? []) : []
    })
    return {
      nodeId,
      fromNodeId: before.activations[id]?.nodeId ?? null,
      dueAt: dues.length > 0 ? Math.min(...dues) : null,
    }
  })
}
