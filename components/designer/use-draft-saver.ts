"use client"

import { useMutation } from "@tanstack/react-query"
import { useEffect, useEffectEvent, useState } from "react"
import { useTRPC } from "@/components/trpc"
import { saveFailureOf } from "./app-error"
import { keepCopy, type DraftCopy } from "./draft-copy"
import { createDraftSaver, type DraftSaver, type SavedDraft } from "./draft-saver"
import type { DesignerStore } from "./designer-store"

const later = (run: () => void, ms: number) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** How long a change may be in memory only, in milliseconds. Writing a large flow with every letter would be felt. */
const keepMs = 300

function createKeeper(flowId: string): (copy: DraftCopy | null) => void {
  let callOff: (() => void) | null = null
  let latest: DraftCopy | null = null
  return (copy) => {
    latest = copy
    if (copy === null) {
      callOff?.()
      callOff = null
      keepCopy(flowId, null)
    } else
      callOff ??= later(() => {
        callOff = null
        keepCopy(flowId, latest)
      }, keepMs)
  }
}

/** Saves the draft of an open designer while it changes, and holds the page back from closing before that is done. */
export function useDraftSaver(
  flowId: string,
  saved: SavedDraft,
  store: DesignerStore,
  isEditable: boolean,
  /** This page, so that it does not take its own saves for news. */
  tab: string,
): DraftSaver {
  const trpc = useTRPC()
  const { mutateAsync } = useMutation(trpc.flow.saveDraft.mutationOptions({ retry: false }))
  const [saver] = useState(() =>
    createDraftSaver({
      saved,
      save: (draft, revision) => mutateAsync({ flowId, revision, draft, tab }),
      failureOf: saveFailureOf,
      later,
      keep: createKeeper(flowId),
    }),
  )
  useEffect(() => {
    if (!isEditable) return
    return store.subscribe(() => saver.change(store.graph()))
  }, [store, saver, isEditable])

  const onLeave = useEffectEvent((event: BeforeUnloadEvent) => {
    const { type } = saver.get()
    if (type === "saved") return
    void saver.flush()
    event.preventDefault()
  })
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => onLeave(event)
    const online = () => saver.retry()
    // Going to another tab or page: what was typed a moment ago is saved now and not after the pause.
    const hide = () => void saver.flush()
    window.addEventListener("beforeunload", leave)
    window.addEventListener("online", online)
    document.addEventListener("visibilitychange", hide)
    return () => {
      window.removeEventListener("beforeunload", leave)
      window.removeEventListener("online", online)
      document.removeEventListener("visibilitychange", hide)
      void saver.flush()
    }
  }, [saver])
  return saver
}
