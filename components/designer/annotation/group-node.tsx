"use client"

import { NodeResizer, type NodeProps } from "@xyflow/react"
import { memo } from "react"
import { useTranslations } from "use-intl"
import { useCanvasActions } from "../canvas-actions"
import type { AnnotationNode } from "../canvas-types"
import { AnnotationText } from "./annotation-text"

const least = { width: 160, height: 96 }

/** A titled frame. Its title and its rim move it with all that lies in it; the canvas inside stays a canvas. */
export const GroupNode = memo(function GroupNode({ data, selected }: NodeProps<AnnotationNode>) {
  const t = useTranslations("designer.annotation")
  const actions = useCanvasActions()
  const { id, text, tone } = data.annotation
  return (
    <div className={`group-frame note--${tone} ${selected ? "group-frame--selected" : ""}`}>
      {actions && (
        <NodeResizer
          isVisible={selected}
          minWidth={least.width}
          minHeight={least.height}
          onResizeEnd={(_, rect) => actions.resizeNote(id, rect)}
        />
      )}
      {(["top", "right", "bottom", "left"] as const).map((side) => (
        <span key={side} className={`group-grip group-rim group-rim--${side}`} aria-hidden="true" />
      ))}
      <div className="group-grip group-title" onDoubleClick={() => actions?.startWriting(id)}>
        {data.isWriting ? (
          <AnnotationText id={id} label={t("groupTitle")} text={text} isLine className="group-title-text" />
        ) : (
          <span className="group-title-text">{text || t("untitledGroup")}</span>
        )}
      </div>
    </div>
  )
})
