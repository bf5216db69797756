"use client"

import { Menu } from "@heroui/react/menu"
import { MenuItem } from "@heroui/react/menu-item"
import { MenuSection } from "@heroui/react/menu-section"
import { Label } from "@heroui/react/label"
import { Description } from "@heroui/react/description"
import { Header } from "@heroui/react/header"
import { Separator } from "@heroui/react/separator"
import { dropdownVariants } from "@heroui/styles"
import { Check } from "lucide-react"
import { useRouter } from "next/navigation"
import { Fragment, type ReactNode, type RefObject } from "react"
import { Popover } from "react-aria-components/Popover"
import { Kbd } from "./kbd"
import type { MenuEntry, MenuGroup, MenuPlacement } from "./menu"

/** The opened half of MenuButton; loaded on demand. */
export function MenuPopover(props: {
  label: string
  groups: MenuGroup[]
  header?: ReactNode
  placement: MenuPlacement
  triggerRef: RefObject<HTMLElement | null>
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const router = useRouter()
  const choose = (entry: MenuEntry) => {
    if (entry.href) router.push(entry.href)
    entry.onSelect?.()
  }
  const groups = props.groups.filter(({ entries }) => entries.length > 0)
  return (
    // Not Dropdown: it brings a trigger of its own, and ours is in the page before this code is.
    <Popover
      className={dropdownVariants().popover()}
      triggerRef={props.triggerRef}
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      placement={props.placement}
      offset={4}
      aria-label={props.label}
    >
      {props.header && <div className="border-b border-separator px-3 py-2.5">{props.header}</div>}
      <Menu
        aria-label={props.label}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- a menu takes the focus when it opens (ARIA practices)
        autoFocus="first"
        onClose={() => props.onOpenChange(false)}
      >
        {groups.map((group, index) => (
          <Fragment key={group.id}>
            {index > 0 && <Separator />}
            <MenuSection aria-label={group.title ?? props.label}>
              {group.title && <Header className="px-2 pt-1.5 pb-1 text-xs text-muted">{group.title}</Header>}
              {group.entries.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  textValue={entry.label}
                  variant={entry.isDanger ? "danger" : "default"}
                  isDisabled={entry.isDisabled}
                  onAction={() => choose(entry)}
                >
                  {entry.icon && (
                    <entry.icon
                      className={entry.isDanger ? "size-4 shrink-0 text-danger" : "size-4 shrink-0 text-muted"}
                      aria-hidden="true"
                    />
                  )}
                  <span className="flex min-w-0 flex-1 flex-col">
                    <Label>{entry.label}</Label>
                    {entry.description && <Description>{entry.description}</Description>}
                  </span>
                  {entry.shortcut && <Kbd>{entry.shortcut}</Kbd>}
                  {entry.isSelected && <Check className="size-4 shrink-0 text-accent" aria-hidden="true" />}
                </MenuItem>
              ))}
            </MenuSection>
          </Fragment>
        ))}
      </Menu>
    </Popover>
  )
}
