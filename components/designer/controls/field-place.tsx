"use client"

import { createContext, useContext, useMemo, type ReactNode } from "react"
import { useDesigner, useDesignerContext } from "../designer-context"
import type { Caret } from "../designer-store"

/** What a control edits, in the words of a problem's place. */
export type Where = { nodeId?: string; edgeId?: string; field: string }

const Context = createContext<Where | null>(null)
export const useWhere = () => useContext(Context)

/** The beginning of a path: a property of a step, a route's condition, a part of the flow's settings. */
export function FieldRoot({ nodeId, edgeId, field, children }: Where & { children: ReactNode }) {
  const where = useMemo(
    () => ({ field, ...(nodeId !== undefined && { nodeId }), ...(edgeId !== undefined && { edgeId }) }),
    [nodeId, edgeId, field],
  )
  return (
    <Context value={where}>
      <div data-field={field}>{children}</div>
    </Context>
  )
}

/** A part of what is around it: "1.source" inside "values" is "values.1.source". Problems can point at it. */
export function FieldPlace(props: { name: string; className?: string; children: ReactNode }) {
  const above = useContext(Context)
  const field = above ? `${above.field}.${props.name}` : props.name
  const where = useMemo(() => ({ ...above, field }), [above, field])
  return (
    <Context value={where}>
      <div data-field={field} className={props.className}>
        {props.children}
      </div>
    </Context>
  )
}

/** Is this what was pointed at? A route is known by its own id, whichever step it leaves. */
export const isHere = (where: Where | null, target: { nodeId?: string; edgeId?: string } | null): where is Where =>
  where !== null &&
  target !== null &&
  (target.edgeId === undefined
    ? where.edgeId === undefined && where.nodeId === target.nodeId
    : where.edgeId === target.edgeId)

/** The characters that the text edited here should show, once; and what to call when it does. */
export function useCaret(): { caret: Caret | null; onRevealed: () => void } {
  const where = useContext(Context)
  const { store } = useDesignerContext()
  const caret = useDesigner((state) => state.caret)
  return { caret: isHere(where, caret) && where.field === caret?.field ? caret : null, onRevealed: store.caretTaken }
}
