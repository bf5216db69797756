"use client"

import { useReactFlow } from "@xyflow/react"
import { useMemo } from "react"
import { useTranslations } from "use-intl"
import { notify } from "@/components/ui/notify"
import { addNote, group, newNoteSize, ungroup } from "@/core/design/annotation-commands"
import { copyFragment, pasteFragment, readFragment, type Fragment } from "@/core/design/fragment"
import { freePlace } from "@/core/design/free-place"
import { deleteSelection, type Position } from "@/core/design/node-commands"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { cardSizes } from "./annotation/card-sizes"
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
  /** By a menu: the browser may ask whether the page may use the clipboard. */
  copyNow: (isCut: boolean) => void
  pasteNow: (at?: Position) => void
  /** A frame around what is chosen; its title is typed next. */
  group: () => void
  ungroup: () => void
  /** `at`: the note's corner on the canvas; absent: in the middle of what is seen. */
  addNote: (at?: Position) => void
  inspect: () => void
  openPalette: () => void
  save: () => void
}

export function useEditActions(outside: Pick<EditActions, "inspect" | "openPalette" | "save">): EditActions {
  const t = useTranslations("designer.edit")
  const { store, isEditable } = useDesignerContext()
  const { inspect, openPalette, save } = outside
  const flow = useReactFlow()
  return useMemo(() => {
    const seenMiddle = () => {
      const box = document.querySelector(".react-flow")?.getBoundingClientRect()
      return flow.screenToFlowPosition({
        x: (box?.left ?? 0) + (box?.width ?? 0) / 2,
        y: (box?.top ?? 0) + (box?.height ?? 0) / 2,
      })
    }
    const refuseClipboard = () => notify.warning(t("clipboardRefused"), { description: t("clipboardHint") })
    const remove = () => {
      const { nodeIds, edgeIds } = store.get().selection
      const graph = store.graph()
      const starts = graph.nodes.filter(({ id, kind }) => nodeIds.has(id) && isStart(nodeKind(kind)))
      if (starts.length > 0) notify.info(t("startStays"))
      const kept = new Set(starts.map(({ id }) => id))
      store.run(deleteSelection(graph, { nodeIds: new Set([...nodeIds].filter((id) => !kept.has(id))), edgeIds }))
    }
    const chosenFragment = () => copyFragment(store.graph(), store.get().selection.nodeIds, mayCopy)
    const paste = (fragment: Fragment, at?: Position) => {
      const places = [...fragment.nodes, ...(fragment.annotations ?? [])].map(({ position }) => position)
      const corner = { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) }
      const offset = at ? { x: Math.round(at.x - corner.x), y: Math.round(at.y - corner.y) } : copyOffset
      const { command, nodeIds } = pasteFragment(store.graph(), fragment, offset, newId)
      store.run(command, nodeIds)
    }
    return {
      undo: () => store.undo(),
      redo: () => store.redo(),
      selectAll: () => {
        const { nodes, annotations } = store.graph()
        store.selectNodes([...nodes, ...(annotations ?? [])].map(({ id }) => id))
      },
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
        paste(fragment)
      },
      copyNow: (isCut) => {
        const fragment = chosenFragment()
        if (!fragment) return
        navigator.clipboard.writeText(JSON.stringify(fragment)).then(
          () => isCut && isEditable && remove(),
          () => refuseClipboard(),
        )
      },
      pasteNow: (at) => {
        const read = async () => {
          const fragment = readFragment(await navigator.clipboard.readText())
          if (!fragment) notify.info(t("nothingToPaste"))
          else if (isEditable) paste(fragment, at)
        }
        read().catch(refuseClipboard)
      },
      group: () => {
        const id = newId()
        const command = group(store.graph(), id, store.get().selection.nodeIds, cardSizes(flow), "")
        if (!command) return
        store.run(command, [id])
        store.write(id)
      },
      ungroup: () => store.run(ungroup(store.graph(), store.get().selection.nodeIds)),
      addNote: (at) => {
        const id = newId()
        const middle = seenMiddle()
        const wanted = { x: middle.x - newNoteSize.width / 2, y: middle.y - newNoteSize.height / 2 }
        const corner = at ?? freePlace(store.graph(), wanted)
        store.run(addNote(store.graph(), id, corner), [id])
        store.write(id)
      },
      inspect: () => {
        const [only] = store.get().selection.nodeIds
        const isNote = store.graph().annotations?.some(({ id }) => id === only)
        if (isNote && isEditable) store.write(only ?? null)
        else inspect()
      },
      openPalette,
      save,
    }
  }, [store, flow, isEditable, t, inspect, openPalette, save])
}
