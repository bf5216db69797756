import fc from "fast-check"
import { expect, it } from "vitest"
import { canonicalJson } from "@/core/canonical-json"
import type { DraftGraph } from "@/core/flow/graph"
import { editFlow, type Edit } from "../testing/edited-flow"
import { minute } from "../testing/drive"
import { checkHistory, checkStep } from "../testing/invariants"
import type { Ledger } from "../testing/ledger"
import { commandOf, type Choice } from "../testing/random-command"
import { randomFlow } from "../testing/random-flow"
import { playTicket, randomChoices, usualWorld } from "../testing/run-engine"
import { ids, uuid } from "../testing/tenant"
import type { TicketState } from "../state"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { placesOf } from "./places"
import { mapped, samePlan, type MigrationPlan } from "./plan"

// Random tickets, somewhere on their way, move to another version of their random flow.

const numRuns = Math.min(1000, Number(process.env["ENGINE_RUNS"] ?? 400))
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("rename" as const, "insert" as const, "remove" as const, "newId" as const),
  pick: fc.nat(99),
})

/** A ticket that has come some way and is open; null for one that is over already. */
function underWay(draft: DraftGraph, choices: Choice[]): { ledger: Ledger; state: TicketState; at: number } | null {
  const ledger = playTicket(draft, choices, () => {})
  const { state } = ledger
  if (state?.status !== "open") return null
  return { ledger, state, at: ledger.steps.at(-1)?.command.at ?? state.openedAt }
}

type Move = { ledger: Ledger; state: TicketState; at: number }

function migrate({ ledger, state, at }: Move, flow: ExecutableFlow, plan: MigrationPlan) {
  const versionId = uuid(700)
  const body = { type: "migrate" as const, fromVersionId: state.versionId, versionId, ...plan }
  return ledger.send({ at, by: ids.owner, body }, { ...usualWorld, target: { versionId, flow } })
}

/** Everybody says yes, whatever waits is waited for, and an administrator ends what is stuck. */
function finish(ledger: Ledger, from: number): void {
  let at = from
  const closeId = [...ledger.flow.nodes.values()].findLast(({ kind }) => kind.kind === "close")!.id
  for (let round = 0; round < 300 && ledger.state?.status === "open"; round++) {
    at += 3000 * minute
    const isStuck = Object.keys(ledger.state.incidents).length > 0 || round > 250
    const choice = { aware: true, kind: round % 2 ? 5 : 20, pick: 0, value: 1, waitMin: 0, world: 0 }
    const sent = isStuck
      ? { by: ids.owner, body: { type: "jump" as const, tokenId: null, nodeId: closeId, comment: "" } }
      : commandOf(choice, ledger.state, ledger.flow)
    checkStep(ledger, ledger.send({ at, ...sent }, usualWorld))
  }
  expect(ledger.state?.status).toBe("closed")
  checkHistory(ledger, { thorough: true })
}

it("goes on by every rule in an edited version, and can be finished there", { timeout: 120_000 }, () => {
  let moved = 0
  let renamed = 0
  fc.assert(
    fc.property(
      randomFlow,
      randomChoices,
      fc.array(edit, { maxLength: 4 }),
      fc.constantFrom("keep" as const, "restart" as const),
      (draft, choices, edits, clocks) => {
        const ticket = underWay(draft, choices)
        if (!ticket) return
        const { flow, plan } = editFlow(draft, ticket.state, edits)
        const step = migrate(ticket, flow, { ...plan, clocks })
        expect(step.decision, canonicalJson(step.decision)).toMatchObject({ type: "events" })
        checkStep(ticket.ledger, step)
        const { open } = step.events[0]!.body as { open: { id: string }[] }
        expect(open.flatMap(({ id }) => (id.startsWith("d") ? [id] : [])).toSorted()).toEqual(
          Object.values(ticket.state.todos)
            .flatMap(({ id, state }) => (["active", "waiting", "approving"].includes(state) ? [id] : []))
            .toSorted(),
        )
        moved += 1
        if (Object.keys(plan.nodes).length > 0) renamed += 1
        finish(ticket.ledger, ticket.at)
      },
    ),
    { seed: 11, numRuns },
  )
  expect(moved).toBeGreaterThan(numRuns / 4)
  expect(renamed).toBeGreaterThan(numRuns / 20)
})

it("changes nothing but the version where the other version is the same", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(randomFlow, randomChoices, (draft, choices) => {
      const ticket = underWay(draft, choices)
      if (!ticket) return
      const { ledger, state } = ticket
      const [timers, todos] = [canonicalJson([...ledger.timers]), canonicalJson([...ledger.todos])]
      const step = migrate(ticket, ledger.flow, samePlan)
      expect(step.events.map(({ body }) => body.type)).toEqual(["migrated"])
      const { versionId, seq } = state
      expect(canonicalJson({ ...step.after, versionId, seq })).toBe(canonicalJson(state))
      expect([canonicalJson([...ledger.timers]), canonicalJson([...ledger.todos])]).toEqual([timers, todos])
      checkStep(ledger, step)
      checkHistory(ledger, { thorough: false })
    }),
    { seed: 12, numRuns },
  )
})

/** Plans and versions that cannot be, for the places of a ticket: a step that is gone, or of another kind, a lost route. */
function illegal(draft: DraftGraph, flow: ExecutableFlow, state: TicketState): [MigrationPlan, string][] {
  const { nodeIds, waiting } = placesOf(state)
  const others = nodeIds.flatMap((nodeId): [MigrationPlan, string][] => {
    const kind = flow.nodes.get(nodeId)?.kind.kind
    const other = draft.nodes.find((node) => node.kind !== kind)!
    return [
      [{ ...samePlan, nodes: { [nodeId]: "nowhere" } }, "migrationNodeMissing"],
      [{ ...samePlan, nodes: { [nodeId]: other.id } }, "migrationOtherKind"],
    ]
  })
  const lost = waiting.flatMap(({ nodeId, edgeId }): [MigrationPlan, string][] => {
    const elsewhere = draft.edges.find(({ target }) => target !== mapped({}, nodeId))!
    return [
      [{ ...samePlan, edges: { [edgeId]: "nowhere" } }, "migrationEdgeMissing"],
      [{ ...samePlan, edges: { [edgeId]: elsewhere.id } }, "migrationEdgeMissing"],
    ]
  })
  return [...others, ...lost]
}

it(
  "is refused with its reason, and leaves no trace, where a step or a route has nowhere to go",
  { timeout: 60_000 },
  () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(randomFlow, randomChoices, (draft, choices) => {
        const ticket = underWay(draft, choices)
        if (!ticket) return
        const { ledger, state } = ticket
        for (const [plan, code] of illegal(draft, ledger.flow, state)) {
          const step = migrate(ticket, ledger.flow, plan)
          expect(step.decision).toMatchObject({ type: "refused", problem: { code } })
          expect(ledger.state).toBe(state)
          seen.set(code, (seen.get(code) ?? 0) + 1)
        }
      }),
      { seed: 13, numRuns },
    )
    const codes = ["migrationNodeMissing", "migrationOtherKind", "migrationEdgeMissing"]
    expect(codes.filter((code) => !seen.has(code))).toEqual([])
    expect([...seen.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThan(50)
  },
)
