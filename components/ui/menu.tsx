"use client"

import type { LucideIcon } from "lucide-react"
import { useRef, useState, type ReactNode } from "react"
import { Button, type ButtonProps } from "./button"
import { onDemand } from "./on-demand"
import { menuKeys, takesOpeningKey } from "./opening-key"

export interface MenuEntry {
  id: string
  label: string
  description?: string
  icon?: LucideIcon
  /** What it does. Give `href` instead when it goes somewhere. */
  onSelect?: () => void
  href?: string
  shortcut?: string
  /** A tick in front: the entry is the current choice. */
  isSelected?: boolean
  isDanger?: boolean
  isDisabled?: boolean
}

export interface MenuGroup {
  id: string
  title?: string
  entries: MenuEntry[]
}

export type MenuPlacement = "bottom start" | "bottom end" | "top start" | "top end" | "right bottom" | "right top"

const { OnDemand: MenuPopover, preload } = onDemand(async () => (await import("./menu-popover")).MenuPopover)

/**
 * A button that opens a menu. The menu's code (about 40 kB) is fetched when the pointer or the focus comes near, so
 * pages do not pay for it in their first load. `label` names an icon-only button.
 */
export function MenuButton({
  groups,
  label,
  header,
  placement = "bottom end",
  children,
  isOpen: isHeldOpen,
  onOpenChange,
  ...rest
}: Omit<ButtonProps, "children" | "aria-label"> & {
  groups: MenuGroup[]
  label: string
  /** Something above the entries, such as who is signed in. */
  header?: ReactNode
  placement?: MenuPlacement
  children: ReactNode
  /** For a page that opens it by a key; give both, or neither. */
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
}) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOwnOpen, setOwnOpen] = useState(false)
  const isOpen = isHeldOpen ?? isOwnOpen
  const setOpen = onOpenChange ?? setOwnOpen
  return (
    <>
      <Button
        variant="ghost"
        {...rest}
        ref={trigger}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerEnter={preload}
        onFocus={preload}
        onPress={() => setOpen(true)}
        onKeyDown={(event) => {
          if (takesOpeningKey(event, menuKeys)) setOpen(true)
        }}
      >
        {children}
      </Button>
      <MenuPopover
        label={label}
        groups={groups}
        header={header}
        placement={placement}
        triggerRef={trigger}
        isOpen={isOpen}
        onOpenChange={setOpen}
      />
    </>
  )
}
