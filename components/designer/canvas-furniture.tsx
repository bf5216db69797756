"use client"

import { Background, BackgroundVariant, MiniMap, type Node } from "@xyflow/react"
import { memo, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import { CanvasControls } from "./canvas-controls"
import { OpeningView } from "./opening-view"
import { ZoomVariable } from "./zoom-variable"

/** Flows are wider than high. */
const mapSize = { width: 176, height: 96 }
/** A frame on the map is a shade, so that what lies in it can be seen. */
const nodeColor = (node: Node) => {
  if (node.type === "group") return "color-mix(in oklab, var(--border-strong) 28%, transparent)"
  if (node.type === "note") return "color-mix(in oklab, var(--warning) 55%, transparent)"
  return node.selected ? "var(--accent)" : "var(--border-strong)"
}

/** Everything on a canvas that is no flow. Renders once: nothing in it follows the pointer. */
export const CanvasFurniture = memo(function CanvasFurniture(props: {
  hasMap: boolean
  /** The node that is shown first when not all can be. */
  focusId: string | null
  isWhole: boolean
  /** Further buttons beside zoom and fit. */
  children?: ReactNode
}) {
  const t = useTranslations("designer.canvas")
  return (
    <>
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} color="var(--border-strong)" />
      {props.hasMap && (
        <MiniMap
          pannable
          zoomable
          style={mapSize}
          className="overflow-hidden rounded-xl border border-border shadow-sm max-md:hidden"
          ariaLabel={t("map")}
          nodeColor={nodeColor}
          nodeBorderRadius={24}
        />
      )}
      <ZoomVariable />
      <OpeningView focusId={props.focusId} isWhole={props.isWhole} />
      <CanvasControls>{props.children}</CanvasControls>
    </>
  )
})
