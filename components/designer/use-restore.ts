"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRouter, useSearchParams } from "next/navigation"
import { useEffect, useEffectEvent, useRef } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import { replaceDraft } from "@/core/design/flow-commands"
import { mergeGraphs } from "@/core/design/merge"
import { same } from "@/core/design/same"
import { keepCopy, readCopy } from "./draft-copy"
import type { DesignerStore } from "./designer-store"
import type { DraftSaver } from "./draft-saver"
import type { Flow } from "./open-designer"

/**
 * What comes back when a designer opens: work of an earlier visit that never reached the server, and an earlier version
 * that somebody chose in the history (`?restore=<version>`). Both as commands: undo takes them away again.
 */
export function useRestore(flow: Flow, store: DesignerStore, saver: DraftSaver, isEditable: boolean) {
  const t = useTranslations("designer.restore")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const versionId = useSearchParams().get("restore")

  const isRestored = useRef(false)
  const restoreCopy = useEffectEvent(() => {
    if (isRestored.current) return
    isRestored.current = true
    const copy = readCopy(flow.id)
    if (!copy || same(copy.graph, flow.draft)) {
      keepCopy(flow.id, null)
      return
    }
    store.run(replaceDraft(store.graph(), copy.graph))
    if (copy.base.revision === flow.draftRevision) {
      notify.info(t("copy"), { description: t("copyHint"), timeoutMs: 9000 })
    } else saver.dispute(copy.base, copy.graph)
  })
  const restoreVersion = useEffectEvent(async (id: string) => {
    try {
      const version = await queries.fetchQuery(trpc.flow.version.queryOptions({ versionId: id }))
      store.run(replaceDraft(store.graph(), version.graph))
      notify.ok(t("version", { number: version.number }), { description: t("versionHint") })
    } catch {
      notify.error(t("versionFailed"))
    }
    router.replace(`/flows/${flow.id}`)
  })

  useEffect(() => {
    if (isEditable) restoreCopy()
  }, [isEditable])
  useEffect(() => {
    if (isEditable && versionId) void restoreVersion(versionId)
  }, [isEditable, versionId])
  // News from elsewhere: shown at once, together with what is unsaved here if both fit together. What does not is left to
  // the next save, which asks the person. A save on its way is waited for: it has the same news in a moment.
  const follow = useEffectEvent((fresh: Flow) => {
    const base = saver.base()
    const { type } = saver.get()
    if (fresh.draftRevision <= base.revision || (type !== "saved" && type !== "unsaved")) return
    const { graph, collisions } = mergeGraphs(base.graph, store.graph(), fresh.draft)
    if (collisions.length > 0) return
    store.absorb(graph)
    saver.rebase({ graph: fresh.draft, revision: fresh.draftRevision, savedAt: fresh.draftSavedAt }, store.graph())
  })
  useEffect(() => follow(flow), [flow])
}
