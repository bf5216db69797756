import type { TicketState } from "../state"
import { activationOf, after, changeActivation, type Folds } from "./fold"
import { withValues } from "./todos"

// What a ticket waits for from outside.

export const requestFolds: Folds<"asked" | "answered" | "childOpened" | "childEnded" | "recalled" | "attempted"> = {
  asked: (state, { requestId, activationId, ask }) => {
    const next = { ...state, nextId: after(state.nextId, requestId) }
    if (ask.type === "http") return changeActivation(next, activationId, { request: { id: requestId } })
    return changeActivation(next, activationId, { request: { id: requestId, left: [...ask.tickets.keys()] } })
  },

  answered: (state, { activationId, fields }) => withValues(withoutRequest(state, activationId), fields),

  childOpened: (state, { activationId, index, goesOn }) => {
    const { request } = activationOf(state, activationId)
    if (!request || !goesOn) return state
    const left = (request.left ?? []).filter((place) => place !== index)
    return changeActivation(state, activationId, { request: { ...request, left } })
  },

  childEnded: (state, { activationId, index, resolution, results }) => {
    const { request } = activationOf(state, activationId)
    if (!request) return state
    const failed = request.failed ?? (isFailure(resolution) ? true : undefined)
    return changeActivation(state, activationId, {
      request: {
        ...request,
        left: (request.left ?? []).filter((place) => place !== index),
        ...(Object.keys(results).length > 0 && { results: { ...request.results, [index]: results } }),
        ...(failed && { failed }),
      },
    })
  },

  // Its activation is gone, or waits for something else by now.
  recalled: (state) => state,

  attempted: (state, { activationId, attempt }) => changeActivation(state, activationId, { attempts: attempt }),
}

/** Whether a ticket that ended so did not do what it was opened for. */
export const isFailure = (resolution: string): boolean => resolution === "rejected" || resolution === "revoked"

function withoutRequest(state: TicketState, activationId: string): TicketState {
  const { request: _request, ...activation } = activationOf(state, activationId)
  return { ...state, activations: { ...state.activations, [activationId]: activation } }
}
