"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useReducer } from "react"
import { refusalOf } from "@/components/ticket/refusal"
import { useTRPC, useTRPCClient } from "@/components/trpc"
import { reduceDecisions, type Decision } from "./decision"

/** A line that drops for a moment is not worth a person's attention; the key makes the repetition harmless. */
const attemptsMax = 3
const pauseMs = 500

/**
 * Sends decisions and keeps those under way. The person goes on with the next todo meanwhile; what could not be sent
 * stays, with everything typed, until it is sent again or dropped.
 */
export function useDecisions(onDone: (decision: Omit<Decision, "state">) => void) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const [decisions, dispatch] = useReducer(reduceDecisions, {})

  async function send(itemKey: string, decision: Omit<Decision, "state">) {
    const { key, ticketId, todoId, outcome, comment, fields, toNodeId, choices } = decision
    for (let attempt = 1; ; attempt++) {
      try {
        await client.todo.decide.mutate({
          ticketId,
          todoId,
          decision: decision.decision,
          outcome,
          comment,
          fields,
          key,
          ...(toNodeId !== undefined && { toNodeId }),
          ...(choices && { choices }),
        })
        onDone(decision)
        break
      } catch (error) {
        const refusal = refusalOf(error)
        if (refusal.is === "failed" && attempt < attemptsMax) {
          await new Promise((resolve) => setTimeout(resolve, pauseMs * attempt))
          continue
        }
        dispatch({ type: "refused", itemKey, key, refusal })
        void queries.invalidateQueries({ queryKey: trpc.todo.get.queryKey({ ticketId, todoId }) })
        return
      }
    }
    // The row leaves once the list that is read again no longer has it; before that it would come back for a moment.
    await queries.invalidateQueries({ queryKey: trpc.todo.inbox.pathKey() }).catch(() => undefined)
    dispatch({ type: "settled", itemKey, key })
    void queries.invalidateQueries({ queryKey: trpc.todo.get.queryKey({ ticketId, todoId }) })
    void queries.invalidateQueries({ queryKey: trpc.ticket.get.queryKey({ ticketId }) })
  }

  return {
    decisions,
    decide(itemKey: string, decision: Omit<Decision, "state">) {
      if (decisions[itemKey]?.state === "sending") return
      dispatch({ type: "sent", itemKey, decision })
      void send(itemKey, decision)
    },
    retry(itemKey: string) {
      const decision = decisions[itemKey]
      if (!decision || decision.state === "sending") return
      dispatch({ type: "retried", itemKey })
      void send(itemKey, decision)
    },
    drop: (itemKey: string) => dispatch({ type: "dropped", itemKey }),
  }
}
