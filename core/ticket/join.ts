import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { JoinRule } from "@/core/flow/node-kind"
import { numberOf } from "./fold/fold"
import type { Activation, TicketState, Token } from "./state"

/** A join that goes on: the tokens it takes, and the one that goes on for them (the oldest). */
export type ReadyJoin = {
  nodeId: string
  survivor: Token
  others: Token[]
  /** The split whose branches these are, when none of it is left elsewhere, or nobody waits for the rest. */
  leaves: string | null
  /** Tokens of that split that are still on their way. */
  rest: Token[]
  rule: JoinRule
}

/**
 * The next join that need not wait any longer, the longest waiting first; null when all of them must. A join goes on when
 * a token has come by every edge, or none can come by those that are left: whatever can still move and has a way to the
 * join holds it up, be it in a branch, behind an incident or at another join. Branches that have ended hold nothing up.
 * When every token stands at a join, the first of them goes on: none of the others can ever come. Pure.
 */
export function readyJoin(flow: ExecutableFlow, state: TicketState): ReadyJoin | null {
  const tokens = Object.values(state.tokens)
  const waiting = Object.values(state.activations)
    .filter((activation) => activation.state === "waiting")
    .sort((a, b) => numberOf(a.id) - numberOf(b.id))
  const isStuck = tokens.length > 0 && tokens.every((token) => isParked(state, token))
  const seen = new Set<string>()
  const held: (() => ReadyJoin | null)[] = []
  for (const { nodeId } of waiting) {
    if (seen.has(nodeId)) continue
    seen.add(nodeId)
    const there = firstByEdge(state, waiting, nodeId)
    if (there.some((token) => inFailedSplit(state, token))) continue
    const rule = ruleOf(flow, nodeId)
    if (rule.count !== null && there.length >= rule.count) return ready(flow, state, nodeId, there)
    if (!canMoreCome(flow, state, nodeId, there)) return ready(flow, state, nodeId, there)
    held.push(() => ready(flow, state, nodeId, there))
  }
  return isStuck ? (held[0]?.() ?? null) : null
}

/** True for a token that waits for nothing but other tokens. */
function isParked(state: TicketState, token: Token): boolean {
  return token.failed === true || state.activations[token.activationId]?.state === "waiting"
}

function ruleOf(flow: ExecutableFlow, nodeId: string): JoinRule {
  const node = flow.nodes.get(nodeId)
  return node?.kind.join?.(node.config) ?? { count: null, rest: "finish" }
}

/** Of the tokens at a join one for each edge, the first that came. */
function firstByEdge(state: TicketState, waiting: Activation[], nodeId: string): Token[] {
  const byEdge = new Map<string, Token>()
  for (const activation of waiting) {
    const token = state.tokens[activation.tokenId]
    const edge = activation.edgeId ?? activation.id
    if (activation.nodeId === nodeId && token && !byEdge.has(edge)) byEdge.set(edge, token)
  }
  return [...byEdge.values()]
}

function inFailedSplit({ tokens }: TicketState, token: Token): boolean {
  return Object.values(tokens).some((other) => other.failed && other.path?.some((split) => token.path?.includes(split)))
}

function canMoreCome(flow: ExecutableFlow, state: TicketState, nodeId: string, there: Token[]): boolean {
  const taken = new Set(there.map((token) => state.activations[token.activationId]?.edgeId))
  const missing = (flow.incoming.get(nodeId) ?? []).filter((edge) => !taken.has(edge.id))
  if (missing.length === 0) return false
  const sources = upstream(flow, nodeId, new Set(missing.map((edge) => edge.source)))
  return Object.values(state.tokens).some((token) => {
    if (token.failed) return false
    const activation = state.activations[token.activationId]
    const isHere = activation?.state === "waiting" && activation.nodeId === nodeId
    return !isHere && sources.has(token.nodeId)
  })
}

/** The nodes from which one of the sources can be reached without passing the join. */
function upstream(flow: ExecutableFlow, nodeId: string, sources: Set<string>): Set<string> {
  // A set visits what is added while it is walked.
  for (const source of sources) {
    if (source === nodeId) continue
    for (const edge of flow.incoming.get(source) ?? []) sources.add(edge.source)
  }
  sources.delete(nodeId)
  return sources
}

function ready(flow: ExecutableFlow, state: TicketState, nodeId: string, there: Token[]): ReadyJoin | null {
  const rule = ruleOf(flow, nodeId)
  const [survivor, ...others] = there.toSorted((a, b) => numberOf(a.id) - numberOf(b.id))
  if (!survivor) return null
  const joining = new Set(there.map((token) => token.id))
  const split = innermost(there)
  const rest = Object.values(state.tokens).filter(({ id, path }) => {
    return split !== null && !joining.has(id) && path?.includes(split)
  })
  const leaves = rest.length === 0 || rule.count !== null ? split : null
  return { nodeId, survivor, others, leaves, rest, rule }
}

/** The innermost split that all of the tokens are in. */
function innermost(tokens: Token[]): string | null {
  const [first, ...others] = tokens.map((token) => token.path ?? [])
  return first?.findLast((split) => others.every((path) => path.includes(split))) ?? null
}
