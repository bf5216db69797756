"use client"

import { Button, type ButtonProps } from "@heroui/react/button"
import { Tooltip } from "@heroui/react/tooltip"
import type { LucideIcon } from "lucide-react"
import { Kbd } from "./kbd"

/** A button that is only an icon. `label` names it for screen readers and shows as its tooltip. */
export function IconButton({
  icon: Icon,
  label,
  shortcut,
  placement = "bottom",
  ...rest
}: Omit<ButtonProps, "children" | "isIconOnly" | "aria-label"> & {
  icon: LucideIcon
  label: string
  shortcut?: string
  placement?: "top" | "bottom" | "left" | "right"
}) {
  return (
    <Tooltip>
      <Button variant="ghost" {...rest} isIconOnly aria-label={label}>
        <Icon aria-hidden="true" />
      </Button>
      <Tooltip.Content placement={placement}>
        <span className="flex items-center gap-2">
          {label}
          {shortcut && <Kbd>{shortcut}</Kbd>}
        </span>
      </Tooltip.Content>
    </Tooltip>
  )
}
