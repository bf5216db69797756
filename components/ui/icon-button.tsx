"use client"

import type { LucideIcon } from "lucide-react"
import { Button, type ButtonProps } from "./button"
import { Kbd } from "./kbd"
import { useTooltip, type TooltipPlacement } from "./tooltip"

type Own = "children" | "isIconOnly" | "aria-label" | keyof ReturnType<typeof useTooltip>["trigger"]

/** A button that is only an icon. `label` names it for screen readers and shows as its tooltip. */
export function IconButton({
  icon: Icon,
  label,
  shortcut,
  placement = "bottom",
  ...rest
}: Omit<ButtonProps, Own> & {
  icon: LucideIcon
  label: string
  shortcut?: string
  placement?: TooltipPlacement
}) {
  const { trigger, tooltip } = useTooltip<HTMLButtonElement>({
    placement,
    content: (
      <span className="flex items-center gap-2">
        {label}
        {shortcut && <Kbd>{shortcut}</Kbd>}
      </span>
    ),
  })
  return (
    <>
      <Button variant="ghost" {...rest} {...trigger} isIconOnly aria-label={label}>
        <Icon aria-hidden="true" />
      </Button>
      {tooltip}
    </>
  )
}
