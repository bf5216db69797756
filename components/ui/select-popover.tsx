"use client"

import { Description } from "@heroui/react/description"
import { Label } from "@heroui/react/label"
import { ListBox } from "@heroui/react/list-box"
import type { CSSProperties, RefObject } from "react"
import { Popover } from "react-aria-components/Popover"
import type { SelectOption } from "./select-field"

/** The opened half of SelectField; loaded on demand. */
export function SelectPopover(props: {
  labelId: string
  options: readonly SelectOption[]
  value: string | null
  triggerRef: RefObject<HTMLElement | null>
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onChoose: (value: string) => void
}) {
  return (
    // Not HeroUI's Select: it brings a trigger of its own, and ours is in the page before this code is.
    <Popover
      data-slot="select-popover"
      className="select__popover"
      style={{ "--trigger-width": `${props.triggerRef.current?.offsetWidth ?? 0}px` } as CSSProperties}
      triggerRef={props.triggerRef}
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      placement="bottom"
      aria-labelledby={props.labelId}
    >
      <ListBox
        aria-labelledby={props.labelId}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a list takes the focus when it opens (ARIA practices)
        autoFocus="first"
        selectionMode="single"
        selectedKeys={props.value === null ? [] : [props.value]}
        onSelectionChange={(keys) => {
          // Choosing what is chosen already yields nothing, and only closes.
          const [key] = keys === "all" ? [] : keys
          if (key !== undefined) props.onChoose(String(key))
          props.onOpenChange(false)
        }}
      >
        {props.options.map((option) => (
          <ListBox.Item key={option.value} id={option.value} textValue={option.label}>
            <span className="flex min-w-0 flex-col">
              <Label>{option.label}</Label>
              {option.description && <Description>{option.description}</Description>}
            </span>
            <ListBox.ItemIndicator />
          </ListBox.Item>
        ))}
      </ListBox>
    </Popover>
  )
}
