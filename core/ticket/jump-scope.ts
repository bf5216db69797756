import { numberOf } from "./fold/fold"
import { downstream } from "./send-back"
import type { TicketState, Token } from "./state"

/**
 * What a move of an administrator does to a ticket's tokens: `token` goes to the node, `ended` end. `since` is the
 * activation from which on nothing counts any more.
 */
export type JumpScope = { token: Token; since: string | null; ended: Token[] }

/** `tokenId` null: the whole ticket, out of all branches. null when there is no such token. Pure. */
export function jumpScope(state: TicketState, tokenId: string | null, nodeId: string): JumpScope | null {
  const tokens = Object.values(state.tokens).sort((a, b) => numberOf(a.id) - numberOf(b.id))
  const token = tokenId === null ? tokens[0] : tokens.find((one) => one.id === tokenId)
  if (!token) return null
  // Out of all branches: whatever came after the first split is over.
  const outer = tokenId === null ? token.path?.[0] : undefined
  const visited = token.trail?.[nodeId]
  const candidates = [outer, visited].filter((id) => id !== undefined)
  const since = candidates.sort((a, b) => numberOf(a) - numberOf(b))[0] ?? null
  const ended = tokenId === null ? tokens.filter((one) => one.id !== token.id) : downstream({ state }, token, since)
  return { token, since, ended }
}
