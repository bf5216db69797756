"use client"

import { Trash2 } from "lucide-react"
import type { ReactNode } from "react"
import { IconButton } from "@/components/ui/icon-button"

/** One row of a list that is edited: its first field with the button that takes it out, the rest below. */
export function RowCard(props: { removeLabel: string; onRemove?: () => void; first: ReactNode; children?: ReactNode }) {
  return (
    <li className="space-y-2 rounded-lg border border-border p-2.5">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">{props.first}</div>
        {props.onRemove && <IconButton size="sm" icon={Trash2} label={props.removeLabel} onPress={props.onRemove} />}
      </div>
      {props.children}
    </li>
  )
}
