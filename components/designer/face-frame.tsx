"use client"

import { lazy, Suspense, useCallback, useMemo, type DragEvent, type ReactNode, type RefObject } from "react"
import { resizeNote, writeNote } from "@/core/design/annotation-commands"
import type { Position } from "@/core/design/node-commands"
import { CanvasActionsProvider, RevealProvider, type Anchor, type CanvasActions } from "./canvas-actions"
import { useDesignerContext } from "./designer-context"
import { useEditActionsContext } from "./edit-actions-context"
import { useCanvasKeys, type CanvasTools } from "./use-canvas-keys"
import { useCanvasMenu } from "./use-canvas-menu"
import { useConnecting } from "./use-connecting"
import { useDesignerCommands } from "./use-designer-commands"
import { useQuickAdd } from "./use-quick-add"

const QuickAdd = lazy(() => import("./quick-add"))
const CanvasMenu = lazy(() => import("./canvas-menu"))

/** What both faces of a flow have: the quick list of steps, the menu, and what draws a connection. */
export function useFaceParts() {
  const quick = useQuickAdd()
  const menu = useCanvasMenu()
  const { draw, ...connecting } = useConnecting(quick.openAt)
  return { quick, menu, draw, connecting }
}

/** A face of the flow in its frame: keys and commands, what its parts can ask for, and the lists that open over it. */
export function FaceFrame(props: {
  parts: ReturnType<typeof useFaceParts>
  tools: CanvasTools
  root: RefObject<HTMLDivElement | null>
  className: string
  /** What a step that is dragged from the palette meets. */
  palette: Record<"onDragOver" | "onDragLeave" | "onDrop", (event: DragEvent<HTMLDivElement>) => void>
  onShowProblems: (nodeId: string) => void
  onAddStep: (anchor: Anchor, at: Position) => void
  children: ReactNode
}) {
  const { store, isEditable } = useDesignerContext()
  const { tools, root, onShowProblems } = props
  const { quick, menu, draw } = props.parts
  const { openConnect, openInsert } = quick
  const editActions = useEditActionsContext()
  useCanvasKeys(root, editActions, tools)
  useDesignerCommands(editActions, tools)
  const reveal = useCallback((nodeId: string) => store.selectNodes([nodeId]), [store])
  const actions = useMemo<CanvasActions>(
    () => ({
      openConnect,
      openInsert,
      showProblems: onShowProblems,
      startWriting: (id) => store.write(id),
      writeNote: (id, text) => store.run(writeNote(store.graph(), id, text)),
      resizeNote: (id, rect) => store.run(resizeNote(store.graph(), id, rect)),
    }),
    [onShowProblems, openConnect, openInsert, store],
  )
  return (
    <CanvasActionsProvider value={isEditable ? actions : null}>
      <RevealProvider value={reveal}>
        <div ref={root} className={props.className} {...props.palette} {...menu.longPress}>
          {props.children}
          {menu.asked && (
            <Suspense fallback={null}>
              <CanvasMenu
                asked={menu.asked}
                onClose={menu.close}
                onAddStep={props.onAddStep}
                onInsert={openInsert}
                tools={tools}
              />
            </Suspense>
          )}
          {quick.request && (
            <Suspense fallback={null}>
              <QuickAdd
                request={quick.request}
                onStep={quick.addChoice}
                onConnect={(target) => quick.connectTo(target, draw)}
                onClose={quick.close}
              />
            </Suspense>
          )}
        </div>
      </RevealProvider>
    </CanvasActionsProvider>
  )
}
