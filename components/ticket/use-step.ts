"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useRef } from "react"
import { useTRPC } from "@/components/trpc"
import { newKey } from "./new-key"
import { refusalOf, type Refusal } from "./refusal"

/** A step under way: what a dialog needs to know of it. */
export type StepState = { isPending: boolean; refusal: Refusal | null }

/**
 * Takes steps on a ticket from a dialog or a menu. The key belongs to the input: the same input sent again has one effect,
 * another one is another step. What pages show of the ticket is read again afterwards, whatever became of it.
 */
export function useStep<Input>(
  ticketId: string,
  send: (input: Input, key: string) => Promise<unknown>,
  onDone: (input: Input) => void,
): StepState & { take: (input: Input) => void } {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const held = useRef<{ text: string; key: string } | null>(null)
  const step = useMutation({
    mutationFn: (input: Input) => {
      const text = JSON.stringify(input)
      if (held.current?.text !== text) held.current = { text, key: newKey() }
      return send(input, held.current.key)
    },
    onSuccess: (_result, input) => {
      held.current = null
      onDone(input)
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: trpc.todo.pathKey() })
      void queries.invalidateQueries({ queryKey: trpc.ticket.get.queryKey({ ticketId }) })
    },
  })
  return {
    isPending: step.isPending,
    refusal: step.isError ? refusalOf(step.error) : null,
    take: (input) => {
      if (!step.isPending) step.mutate(input)
    },
  }
}
