"use client"

import { useMemo } from "react"
import { useTranslations } from "use-intl"
import { notify } from "@/components/ui/notify"
import { copyFragment, pasteFragment, readFragment } from "@/core/design/fragment"
import { deleteSelection } from "@/core/design/node-commands"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { useDesignerContext } from "./designer-context"
import { nothingSelected } from "./designer-store"
import { isStart } from "./kind-catalogue"
import { newId } from "./new-id"

/** How far a copy lies from its original, in canvas pixels. */
const copyOffset = { x: 32, y: 48 }
const mayCopy = (kind: string) => !isStart(nodeKind(kind))

/** What keys, menus and buttons can all do with what is chosen. */
export type EditActions = {
  undo: () => void
  redo: () => void
  selectAll: () => void
  clear: () => void
  remove: () => void
  duplicate: () => void
  copy: (event: ClipboardEvent, isCut: boolean) => void
  paste: (event: ClipboardEvent) => void
  inspect: () => void
  openPalette: () => void
  save: () => void
}

export function useEditActions(outside: Pick<EditActions, "inspect" | "openPalette" | "save">): EditActions {
  const t = useTranslations("designer.edit")
  const { store, isEditable } = useDesignerContext()
  const { inspect, openPalette, save } = outside
  return useMemo(() => {
    const remove = () => {
      const { nodeIds, edgeIds } = store.get().selection
      const graph = store.graph()
      const starts = graph.nodes.filter(({ id, kind }) => nodeIds.has(id) && isStart(nodeKind(kind)))
      if (starts.length > 0) notify.info(t("startStays"))
      const kept = new Set(starts.map(({ id }) => id))
      store.run(deleteSelection(graph, { nodeIds: new Set([...nodeIds].filter((id) => !kept.has(id))), edgeIds }))
    }
    const chosenFragment = () => copyFragment(store.graph(), store.get().selection.nodeIds, mayCopy)
    return {
      undo: () => store.undo(),
      redo: () => store.redo(),
      selectAll: () => store.selectNodes(store.graph().nodes.map(({ id }) => id)),
      clear: () => store.select(nothingSelected),
      remove,
      duplicate: () => {
        const fragment = chosenFragment()
        if (!fragment) return
        const { command, nodeIds } = pasteFragment(store.graph(), fragment, copyOffset, newId, "duplicate")
        store.run(command, nodeIds)
      },
      copy: (event, isCut) => {
        const fragment = chosenFragment()
        if (!fragment) return
        event.clipboardData?.setData("text/plain", JSON.stringify(fragment))
        event.preventDefault()
        if (isCut && isEditable) remove()
      },
      paste: (event) => {
        const fragment = readFragment(event.clipboardData?.getData("text/plain") ?? "")
        if (!fragment || !isEditable) return
        event.preventDefault()
        const { command, nodeIds } = pasteFragment(store.graph(), fragment, copyOffset, newId)
        store.run(command, nodeIds)
      },
      inspect,
      openPalette,
      save,
    }
  }, [store, isEditable, t, inspect, openPalette, save])
}
