import { begin } from "../clock/change"
import type { Activation, ClockState, TicketState, Todo, Token } from "../state"
import { activationOf, numberOf, todoOf, trim, type Body, type Folds } from "./fold"

// A ticket goes on in another version: what names nodes and edges names those of the other version from now on.

export const migratedFolds: Folds<"migrated"> = {
  migrated: (state, body) => {
    const moved = withRenames(state, body)
    const needs = body.needs.map(({ activationId, need }): [string, Activation] => [
      activationId,
      { ...activationOf(moved, activationId), need },
    ])
    const needed = { ...moved, activations: { ...moved.activations, ...Object.fromEntries(needs) } }
    return { ...body.open.reduce(withClock, needed), versionId: body.versionId }
  },
}

function withRenames(state: TicketState, { nodes, edges }: Body<"migrated">): TicketState {
  const rename = (nodeId: string): string | null => (Object.hasOwn(nodes, nodeId) ? (nodes[nodeId] ?? null) : nodeId)
  // What a token no longer stands at, in a branch that was rejected, may be gone.
  const stay = (nodeId: string): string => rename(nodeId) ?? nodeId
  const backTo = (nodeId: string | undefined) => (nodeId === undefined ? undefined : (rename(nodeId) ?? undefined))
  const { splits } = state
  return trim({
    ...state,
    visits: summed(Object.entries(state.visits).map(([nodeId, times]) => [stay(nodeId), times])),
    tokens: mapValues(state.tokens, (token) =>
      trim<Token>({
        ...token,
        nodeId: stay(token.nodeId),
        trail: token.trail && renamedTrail(token.trail, rename),
        backTo: backTo(token.backTo),
      }),
    ),
    activations: mapValues(state.activations, (activation) =>
      trim<Activation>({
        ...activation,
        nodeId: stay(activation.nodeId),
        backTo: backTo(activation.backTo),
        edgeId: activation.edgeId === undefined ? undefined : (edges[activation.edgeId] ?? activation.edgeId),
      }),
    ),
    todos: mapValues(state.todos, (todo) => ({ ...todo, nodeId: stay(todo.nodeId) })),
    splits:
      splits && mapValues(splits, ({ nodeId, passed }) => trim({ nodeId: stay(nodeId), passed: passed?.map(stay) })),
  })
}

/** Of two that come to be one node, the later visit counts. */
function renamedTrail(
  trail: Record<string, string>,
  rename: (nodeId: string) => string | null,
): Record<string, string> | undefined {
  const renamed = new Map<string, string>()
  for (const [nodeId, activationId] of Object.entries(trail)) {
    const to = rename(nodeId)
    const before = to === null ? undefined : renamed.get(to)
    if (to === null || (before !== undefined && numberOf(before) > numberOf(activationId))) continue
    renamed.set(to, activationId)
  }
  return renamed.size > 0 ? Object.fromEntries(renamed) : undefined
}

function summed(entries: [string, number][]): Record<string, number> {
  const sums = new Map<string, number>()
  for (const [key, value] of entries) sums.set(key, (sums.get(key) ?? 0) + value)
  return Object.fromEntries(sums)
}

/** The clock of a todo, a visit or the ticket: kept, begun anew, or gone. */
function withClock(state: TicketState, { id, levels, clock }: Body<"migrated">["open"][number]): TicketState {
  const next = (before: ClockState | null): ClockState | null =>
    levels !== null ? before && upTo(before, levels) : clock && begin(clock, before)
  if (id.startsWith("d")) {
    const todo = todoOf(state, id)
    const kept = next(todo.clock ?? todo.stopped ?? null)
    const warnedLevel = levels === null ? 0 : todo.warnedLevel
    // A clock that stands, because somebody else acts first, stands on.
    const changed =
      todo.state === "active"
        ? { ...todo, clock: kept, warnedLevel }
        : trim<Todo>({ ...todo, stopped: kept ?? undefined, warnedLevel })
    return { ...state, todos: { ...state.todos, [id]: changed } }
  }
  if (id.startsWith("a")) {
    const activation = activationOf(state, id)
    const changed = trim<Activation>({ ...activation, clock: next(activation.clock ?? null) ?? undefined })
    return { ...state, activations: { ...state.activations, [id]: changed } }
  }
  const { [id]: before, ...others } = state.clocks ?? {}
  const kept = next(before ?? null)
  const clocks = kept ? { ...others, [id]: kept } : others
  const { clocks: _clocks, ...rest } = state
  return Object.keys(clocks).length > 0 ? { ...rest, clocks } : rest
}

function upTo(clock: ClockState, levels: number): ClockState {
  const known = <T extends { level: number }>(tiers: T[]) => tiers.filter(({ level }) => level <= levels)
  const { paused, tiers } = clock
  return { ...clock, tiers: known(tiers), ...(paused && { paused: { ...paused, left: known(paused.left) } }) }
}

function mapValues<In, Out>(record: Record<string, In>, change: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
