"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useEffect, useMemo, useState } from "react"
import { useLocale } from "use-intl"
import { refusalOf, type Refusal } from "@/components/designer/app-error"
import { useTRPC } from "@/components/trpc"
import { checkCalendar } from "@/core/sla/check-calendar"
import type { Calendar } from "@/core/sla/policy"
import type { CalendarItem } from "./calendar-list"

/**
 * The hours as somebody edits them, and what came of saving. Problems are those of the draft as it stands, found by the
 * same check as the server's; `refusal` is what the server said to the last save, until the next.
 */
export function useCalendarDraft(calendar: CalendarItem) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const locale = useLocale()
  const save = useMutation(trpc.calendar.save.mutationOptions())
  const [edited, setEdited] = useState<{ hours: Calendar; revision: number } | null>(null)
  const [refusal, setRefusal] = useState<Refusal | "failed" | null>(null)
  const hours = edited?.hours ?? calendar.hours
  const isChanged = useMemo(
    () => edited !== null && JSON.stringify(edited.hours) !== JSON.stringify(calendar.hours),
    [edited, calendar.hours],
  )
  const problems = useMemo(() => checkCalendar(hours), [hours])

  useEffect(() => {
    if (!isChanged) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener("beforeunload", ask)
    return () => window.removeEventListener("beforeunload", ask)
  }, [isChanged])

  const reload = async () => {
    await queries.invalidateQueries({ queryKey: trpc.calendar.pathKey() })
  }
  /** Saves what is on the page over `revision`. True when it is saved. */
  const saveOver = async (revision: number): Promise<boolean> => {
    setRefusal(null)
    try {
      await save.mutateAsync({ calendarId: calendar.id, revision, hours })
      await reload()
      setEdited(null)
      return true
    } catch (error) {
      setRefusal(refusalOf(error) ?? "failed")
      return false
    }
  }
  return {
    hours,
    isChanged,
    isSaving: save.isPending,
    isSound: problems.length === 0,
    refusal,
    change: (part: Partial<Calendar>) =>
      setEdited((before) => ({
        hours: { ...(before?.hours ?? calendar.hours), ...part },
        revision: before?.revision ?? calendar.revision,
      })),
    errorOf: (field: string) => problems.find(({ place }) => place.field === field)?.text[locale],
    save: () => saveOver(edited?.revision ?? calendar.revision),
    /** After a conflict: over what the other person saved. */
    overwrite: saveOver,
    discard: async () => {
      setEdited(null)
      setRefusal(null)
      await reload()
    },
  }
}
