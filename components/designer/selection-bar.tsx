"use client"

import { useReactFlow } from "@xyflow/react"
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  Group,
  type LucideIcon,
} from "lucide-react"
import { useTranslations } from "use-intl"
import { useModifierLabel } from "@/components/shell/modifier"
import { IconButton } from "@/components/ui/icon-button"
import {
  align,
  alignments,
  distribute,
  leastToDistribute,
  spreads,
  type Alignment,
  type Spread,
} from "@/core/design/align-commands"
import { cardSizes } from "./annotation/card-sizes"
import { useDesigner, useDesignerContext } from "./designer-context"
import { useEditActionsContext } from "./edit-actions-context"

const icons: Record<Alignment | Spread, LucideIcon> = {
  left: AlignStartVertical,
  centerX: AlignCenterVertical,
  right: AlignEndVertical,
  top: AlignStartHorizontal,
  centerY: AlignCenterHorizontal,
  bottom: AlignEndHorizontal,
  across: AlignHorizontalSpaceBetween,
  down: AlignVerticalSpaceBetween,
}

/** Over the canvas while several steps are chosen: brings them onto one line or makes their gaps equal. */
export function SelectionBar() {
  const t = useTranslations("designer.selectionBar")
  const { store } = useDesignerContext()
  const { group } = useEditActionsContext()
  const modifier = useModifierLabel()
  const { nodeIds } = useDesigner((state) => state.selection)
  const flow = useReactFlow()
  if (nodeIds.size < 2) return null
  const sizes = () => cardSizes(flow)
  return (
    <div
      role="toolbar"
      aria-label={t("title")}
      className="panel absolute top-3 left-1/2 z-10 flex -translate-x-1/2 items-center gap-0.5 p-0.5"
    >
      {alignments.map((alignment) => (
        <IconButton
          key={alignment}
          size="sm"
          icon={icons[alignment]}
          label={t(alignment)}
          placement="bottom"
          onPress={() => store.run(align(store.graph(), nodeIds, alignment, sizes()))}
        />
      ))}
      {nodeIds.size >= leastToDistribute &&
        spreads.map((spread) => (
          <IconButton
            key={spread}
            size="sm"
            icon={icons[spread]}
            label={t(spread)}
            placement="bottom"
            onPress={() => store.run(distribute(store.graph(), nodeIds, spread, sizes()))}
          />
        ))}
      <IconButton
        size="sm"
        icon={Group}
        label={t("group")}
        shortcut={`${modifier} G`}
        placement="bottom"
        onPress={group}
      />
    </div>
  )
}
