"use client"

import { useQuery } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import type { EventNames } from "@/components/ticket/event-names"
import { useTRPC } from "@/components/trpc"
import type { TodoDetail } from "./work-sections"

/**
 * The steps a todo can be sent back to and what each would undo; the last one is chosen until somebody chooses. The start
 * is called by whoever fills it in again. Not kept from an earlier opening: others may have gone on meanwhile.
 */
export function useTargets(todo: TodoDetail, names: EventNames) {
  const t = useTranslations("act.return")
  const locale = useLocale()
  const trpc = useTRPC()
  const { ticketId, todoId } = todo
  const query = useQuery(trpc.todo.returnPreviews.queryOptions({ ticketId, todoId }, { gcTime: 0, staleTime: 0 }))
  const [chosenId, setChosenId] = useState<string | null>(null)
  const startId = todo.events.find(({ body }) => body.type === "entered")?.body
  const options = useMemo(() => {
    const nameOf = (nodeId: string) => {
      const name = names.node(nodeId)[locale]
      return startId?.type === "entered" && startId.nodeId === nodeId ? t("opener", { name }) : name
    }
    return (query.data ?? []).map((preview) => ({ preview, value: preview.nodeId, label: nameOf(preview.nodeId) }))
  }, [query.data, names, locale, startId, t])
  const chosen = options.find(({ value }) => value === chosenId) ?? options[0] ?? null
  return { options, chosen, choose: setChosenId, isLoading: query.isPending, isFailed: query.isError }
}
