"use client"

import { useCallback, useDeferredValue, useMemo } from "react"
import { useTranslations } from "use-intl"
import { notify } from "@/components/ui/notify"
import { command, revertCommand } from "@/core/design/command"
import { fixCommand, type Fix } from "@/core/design/fixes/fix"
import { fixesOf } from "@/core/design/fixes/fixes-of"
import type { Problem } from "@/core/problem"
import { useDesignerContext, useGraph } from "../designer-context"
import { newId } from "../new-id"

const none: Fix[] = []

/** The ways to mend a problem as the flow stands now; none where nothing may be changed. */
export function useFixes(problem: Problem): Fix[] {
  const { directory, isEditable } = useDesignerContext()
  // Working out what could be done waits for what somebody is doing.
  const graph = useDeferredValue(useGraph())
  return useMemo(
    () => (isEditable ? fixesOf(problem, { graph, directory }) : none),
    [problem, graph, directory, isEditable],
  )
}

/** Mends a problem as one step to undo, and says so with a way back. */
export function useFix() {
  const t = useTranslations("designer.problems")
  const { store, directory, locale } = useDesignerContext()
  return useCallback(
    (problem: Problem, fixId: string) => {
      const graph = store.graph()
      // What was offered a moment ago is worked out on what stands there now.
      const chosen = fixesOf(problem, { graph, directory }).find(({ id }) => id === fixId)
      if (!chosen) return
      const done = fixCommand(graph, chosen, newId)
      store.run(done)
      const takeBack = () => {
        if (store.get().history.past.at(-1)?.command === done) store.undo()
        else store.run(command("applyFix", store.graph(), revertCommand(store.graph(), done)))
      }
      notify.ok(t("fixed"), { description: chosen.text[locale], action: { label: t("undo"), onPress: takeBack } })
    },
    [store, directory, locale, t],
  )
}
