"use client"

import { NodeResizer, type NodeProps } from "@xyflow/react"
import { memo } from "react"
import { useTranslations } from "use-intl"
import { useCanvasActions } from "../canvas-actions"
import type { AnnotationNode } from "../canvas-types"
import { AnnotationText } from "./annotation-text"

/** A note on the canvas. Pressed twice, its text is typed where it stands. */
export const NoteNode = memo(function NoteNode({ data, selected }: NodeProps<AnnotationNode>) {
  const t = useTranslations("designer.annotation")
  const actions = useCanvasActions()
  const { id, text, tone } = data.annotation
  return (
    <>
      {actions && (
        <NodeResizer
          isVisible={selected}
          minWidth={120}
          minHeight={56}
          onResizeEnd={(_, rect) => actions.resizeNote(id, rect)}
        />
      )}
      <div
        className={`note note--${tone} ${selected ? "note--selected" : ""}`}
        // The keyboard's way is Enter on the note.
        onDoubleClick={() => actions?.startWriting(id)}
      >
        {data.isWriting ? (
          <AnnotationText id={id} label={t("noteText")} text={text} isLine={false} className="note-text" />
        ) : (
          <p className="note-text">{text || (actions && <span className="opacity-65">{t("emptyNote")}</span>)}</p>
        )}
      </div>
    </>
  )
})
