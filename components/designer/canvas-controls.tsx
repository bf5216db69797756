"use client"

import { useReactFlow } from "@xyflow/react"
import { Maximize, Minus, Plus } from "lucide-react"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"

const fitMs = 200

/** Zoom and fit, at the lower left of every canvas. `children` are further buttons behind them. */
export function CanvasControls({ children }: { children?: ReactNode }) {
  const t = useTranslations("designer.canvas")
  const flow = useReactFlow()
  return (
    <div
      role="toolbar"
      aria-label={t("controls")}
      className="panel absolute bottom-3 left-3 z-10 flex items-center gap-0.5 p-0.5"
    >
      <IconButton size="sm" icon={Minus} label={t("zoomOut")} placement="top" onPress={() => void flow.zoomOut()} />
      <IconButton size="sm" icon={Plus} label={t("zoomIn")} placement="top" onPress={() => void flow.zoomIn()} />
      <IconButton
        size="sm"
        icon={Maximize}
        label={t("fit")}
        placement="top"
        onPress={() => void flow.fitView({ padding: 0.15, maxZoom: 1, duration: fitMs })}
      />
      {children}
    </div>
  )
}
