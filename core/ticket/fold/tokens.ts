import type { Activation, TicketState, Token } from "../state"
import { activationOf, after, changeActivation, numberOf, tokenOf, trim, type Folds } from "./fold"

// Where a ticket stands, and how it got there.

export const tokenFolds: Folds<
  "entered" | "completed" | "forked" | "waited" | "joined" | "ended" | "branchRejected" | "splitLeft" | "moved"
> = {
  entered: (state, { tokenId, activationId, nodeId, visit, edgeId }) => {
    const { cause, personId, backTo, ...before } = state.tokens[tokenId] ?? { id: tokenId }
    const token: Token = { ...before, nodeId, activationId }
    // The form that opens a ticket has no todo, but whoever filled it in can be asked to do so again.
    const isStart = edgeId === null && Object.keys(state.visits).length === 0
    if (isStart) {
      token.trail = { [nodeId]: activationId }
      if (state.initiatorId !== null) token.lastBy = state.initiatorId
    }
    return {
      ...state,
      nextId: after(after(state.nextId, tokenId), activationId),
      visits: { ...state.visits, [nodeId]: visit },
      tokens: { ...state.tokens, [tokenId]: token },
      activations: {
        ...state.activations,
        [activationId]: trim<Activation>({
          id: activationId,
          nodeId,
          tokenId,
          visit,
          state: "active",
          exit: null,
          need: 1,
          cause,
          personId,
          backTo,
        }),
      },
    }
  },

  completed: (state, { activationId, exit }) => {
    const { tokenId, nodeId } = activationOf(state, activationId)
    const next = changeActivation(state, activationId, { state: "completed", exit })
    const seats = Object.values(state.todos).filter((todo) => todo.activationId === activationId && !todo.parentId)
    const token = state.tokens[tokenId]
    if (seats.length === 0 || !token) return next
    const { lastBy: _last, ...rest } = token
    const decided = seats.filter((todo) => todo.decidedBy !== null)
    const trail = { ...token.trail, [nodeId]: activationId }
    const left: Token = { ...rest, trail }
    // What several have decided is not one person's to take back.
    const [only] = decided
    const alone = decided.length === 1 && only && only.decidedBy === only.assigneeId ? only.assigneeId : null
    if (alone !== null) left.lastBy = alone
    if (seats.some((todo) => todo.state === "approved" || todo.state === "skipped")) left.approvedAt = activationId
    return { ...next, tokens: { ...state.tokens, [tokenId]: left } }
  },

  forked: (state, { activationId, tokens }) => {
    const { tokenId, nodeId } = activationOf(state, activationId)
    const { [tokenId]: parent, ...others } = state.tokens
    const path = [...(parent?.path ?? []), activationId]
    const branches = tokens.map(({ id }): [string, Token] => [id, { ...tokenOf(state, tokenId), id, path }])
    return {
      ...state,
      nextId: tokens.reduce((next, { id }) => after(next, id), state.nextId),
      tokens: { ...others, ...Object.fromEntries(branches) },
      splits: { ...state.splits, [activationId]: { nodeId } },
    }
  },

  waited: (state, { activationId, edgeId }) =>
    changeActivation(state, activationId, edgeId === null ? { state: "waiting" } : { state: "waiting", edgeId }),

  joined: (state, { activationId, tokenId, others, leaves, early }) => {
    const joining = [tokenId, ...others].map((id) => tokenOf(state, id))
    const survivor = tokenOf(state, tokenId)
    const path = commonPath(joining).filter((split) => split !== leaves)
    const { lastBy: _last, approvedAt: _approved, ...rest } = survivor
    const isAlone = others.length === 0
    const token = trim<Token>({
      ...rest,
      path: path.length > 0 ? path : undefined,
      trail: commonTrail(joining),
      lastBy: isAlone ? survivor.lastBy : undefined,
      approvedAt: isAlone ? survivor.approvedAt : undefined,
    })
    const { nodeId } = activationOf(state, activationId)
    const split = leaves === null ? undefined : state.splits?.[leaves]
    const splits =
      early && leaves !== null && split
        ? { ...state.splits, [leaves]: { ...split, passed: [...(split.passed ?? []), nodeId] } }
        : state.splits
    const next = trim({ ...withoutTokens(state, others), splits })
    return { ...next, tokens: { ...next.tokens, [tokenId]: token } }
  },

  ended: (state, { tokenIds }) => withoutTokens(state, tokenIds),

  branchRejected: (state, { tokenId }) => ({
    ...state,
    tokens: { ...state.tokens, [tokenId]: { ...tokenOf(state, tokenId), failed: true } },
  }),

  splitLeft: (state, { splitId, tokenId }) => {
    const { failed: _failed, path = [], ...token } = tokenOf(state, tokenId)
    const outside = path.slice(0, path.indexOf(splitId))
    const left = trim<Token>({ ...token, path: outside.length > 0 ? outside : undefined })
    return { ...state, tokens: { ...state.tokens, [tokenId]: left } }
  },

  moved: (state, { tokenId, since, cause, personId, backTo }) => {
    const { lastBy: _last, failed: _failed, approvedAt: _approved, ...token } = tokenOf(state, tokenId)
    const first = since === null ? Infinity : numberOf(since)
    const path = token.path?.filter((split) => numberOf(split) < first)
    const trail = Object.entries(token.trail ?? {}).filter(([, activationId]) => numberOf(activationId) < first)
    const moved = trim<Token>({
      ...token,
      path: path && path.length > 0 ? path : undefined,
      trail: trail.length > 0 ? Object.fromEntries(trail) : undefined,
      cause,
      personId: personId ?? undefined,
      backTo: backTo ?? undefined,
    })
    // What was approved after that has to be approved again.
    const kept = Object.entries(state.approvals ?? {}).filter(([, { todoId }]) => numberOf(todoId) < first)
    const approvals = kept.length > 0 ? Object.fromEntries(kept) : undefined
    const next = trim({ ...state, approvals, tokens: { ...state.tokens, [tokenId]: moved } })
    return withActivationsOver(next, [token.activationId])
  },
}

/** Without the tokens, and with what they were doing over. */
function withoutTokens(state: TicketState, tokenIds: string[]): TicketState {
  const gone = new Set(tokenIds)
  const tokens = Object.fromEntries(Object.entries(state.tokens).filter(([id]) => !gone.has(id)))
  const over = tokenIds.map((id) => tokenOf(state, id).activationId)
  return withActivationsOver({ ...state, tokens }, over)
}

/** An incident of work that is over is over with it. */
function withActivationsOver(state: TicketState, activationIds: string[]): TicketState {
  const over = new Set(activationIds)
  return {
    ...state,
    activations: mapValues(state.activations, (activation) =>
      over.has(activation.id) ? { ...activation, state: "completed" as const } : activation,
    ),
    incidents: Object.fromEntries(
      Object.entries(state.incidents).filter(
        // One of the ticket's own clock is not over with the work it was noticed at.
        ([, { activationId, clockId }]) => !over.has(activationId) || clockId?.startsWith("s"),
      ),
    ),
  }
}

function mapValues<T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

function commonPath(tokens: Token[]): string[] {
  const [first, ...others] = tokens.map((token) => token.path ?? [])
  const end = (first ?? []).findIndex((split, depth) => others.some((path) => path[depth] !== split))
  return end === -1 ? (first ?? []) : (first ?? []).slice(0, end)
}

function commonTrail(tokens: Token[]): Record<string, string> | undefined {
  const [first, ...others] = tokens.map((token) => token.trail ?? {})
  const common = Object.entries(first ?? {}).filter(([nodeId, id]) => others.every((trail) => trail[nodeId] === id))
  return common.length > 0 ? Object.fromEntries(common) : undefined
}
