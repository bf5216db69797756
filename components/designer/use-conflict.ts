"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useCallback, useEffect, useRef, useState } from "react"
import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC, useTRPCClient } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import { replaceDraft } from "@/core/design/flow-commands"
import { mergeGraphs } from "@/core/design/merge"
import { same } from "@/core/design/same"
import type { Conflict, Resolution } from "./conflict-dialog"
import type { DesignerStore } from "./designer-store"
import type { DraftSaver } from "./draft-saver"

/** Notices that somebody else saved, fetches what they made of it, and carries out what the person decides. */
export function useConflict(
  flow: { id: string; name: string; description: string },
  store: DesignerStore,
  saver: DraftSaver,
) {
  const t = useTranslations("designer.conflict")
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const router = useRouter()
  const locale = useLocale()
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [isOpen, setOpen] = useState(false)
  const isFetching = useRef(false)

  const look = useCallback(async () => {
    if (isFetching.current) return
    isFetching.current = true
    try {
      const theirs = await client.flow.get.query({ flowId: flow.id })
      const saved = { graph: theirs.draft, revision: theirs.draftRevision, savedAt: theirs.draftSavedAt }
      // The answer to our own save got lost: there is nobody to quarrel with.
      if (same(theirs.draft, saver.sent()) || same(theirs.draft, store.graph())) {
        saver.rebase(saved, store.graph())
        return
      }
      // Different steps, or different fields of one: both are kept, and nobody has to be asked.
      const merged = mergeGraphs(saver.base().graph, store.graph(), theirs.draft)
      if (merged.collisions.length === 0) {
        store.absorb(merged.graph)
        saver.rebase(saved, store.graph())
        notify.info(t("merged", { name: theirs.draftSavedBy ?? t("somebody") }))
        return
      }
      setConflict({
        base: saver.base().graph,
        mine: store.graph(),
        theirs: { ...saved, savedBy: theirs.draftSavedBy },
      })
      setOpen(true)
    } catch {
      notify.error(t("cannotLook"))
    } finally {
      isFetching.current = false
    }
  }, [client, flow.id, saver, store, t])

  useEffect(
    () =>
      // The saver is the outside world here: it says when a save met somebody else's.
      saver.subscribe(() => {
        if (saver.get().type === "conflict") void look()
      }),
    [saver, look],
  )

  const resolve = async (resolution: Resolution) => {
    if (!conflict) return
    const { theirs } = conflict
    if (resolution.type === "copy") {
      try {
        const { flowId } = await client.flow.create.mutate({
          name: t("copyName", { name: flow.name }).slice(0, 120),
          description: flow.description,
          starter: null,
          locale,
        })
        const fresh = await client.flow.get.query({ flowId })
        await client.flow.saveDraft.mutate({ flowId, revision: fresh.draftRevision, draft: store.graph() })
        notify.ok(t("copied"), { action: { label: t("openCopy"), onPress: () => router.push(`/flows/${flowId}`) } })
      } catch {
        // Nothing was taken from anybody yet: the dialog stays open.
        notify.error(t("copyFailed"))
        return
      }
    }
    if (resolution.type === "combine") {
      // One's own choices are one step to undo; what they did besides is not.
      const settled = resolution.graph
      store.absorb(theirs.graph)
      store.run(replaceDraft(store.graph(), settled))
      saver.rebase(theirs, store.graph())
      setOpen(false)
      setConflict(null)
      return
    }
    const next = resolution.type === "overwrite" ? store.graph() : theirs.graph
    // As commands, so that undo brings the other work back: one's own, or theirs when it was overwritten.
    if (resolution.type === "overwrite") store.run(replaceDraft(store.graph(), theirs.graph))
    store.run(replaceDraft(store.graph(), next))
    saver.rebase(theirs, store.graph())
    setOpen(false)
    setConflict(null)
    await queries.invalidateQueries({ queryKey: trpc.flow.list.queryKey() })
  }

  return { conflict, isOpen, setOpen, look: () => void look(), resolve }
}
