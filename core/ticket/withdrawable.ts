import { numberOf } from "./fold/fold"
import type { TicketState, Token } from "./state"

/**
 * What somebody alone completed and nobody has followed up on: activations, each with all the tokens that came of it, the
 * oldest first. Only these can be taken back. Pure.
 */
export function withdrawable(state: TicketState, personId: string): { activationId: string; tokens: Token[] }[] {
  const tokens = Object.values(state.tokens).sort((a, b) => numberOf(a.id) - numberOf(b.id))
  const last = new Set(tokens.filter((token) => token.lastBy === personId).map(lastVisit))
  return [...last]
    .filter((activationId) => activationId !== undefined)
    .map((activationId) => ({
      activationId,
      tokens: tokens.filter((token) => Object.values(token.trail ?? {}).includes(activationId)),
    }))
    .filter(({ activationId, tokens: came }) => {
      return came.every((token) => token.lastBy === personId && lastVisit(token) === activationId)
    })
    .filter(({ tokens: came }) => {
      const at = new Set(came.map((token) => token.activationId))
      return Object.values(state.todos).every((todo) => !at.has(todo.activationId) || todo.decidedBy === null)
    })
}

function lastVisit({ trail = {} }: Token): string | undefined {
  return Object.values(trail)
    .sort((a, b) => numberOf(a) - numberOf(b))
    .at(-1)
}
