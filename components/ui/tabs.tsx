"use client"

import { Tabs as HeroTabs } from "@heroui/react/tabs"
import type { ReactNode } from "react"

/** Views of one thing on one page. For views with an address of their own use TabNav: they can be linked to. */
export function Tabs<Id extends string>(props: {
  label: string
  items: { id: Id; label: ReactNode; count?: number; content: ReactNode }[]
  value?: Id
  onChange?: (id: Id) => void
  className?: string
}) {
  return (
    <HeroTabs
      variant="secondary"
      selectedKey={props.value}
      onSelectionChange={(key) => {
        const item = props.items.find(({ id }) => id === key)
        if (item) props.onChange?.(item.id)
      }}
      className={props.className}
    >
      <HeroTabs.ListContainer>
        <HeroTabs.List aria-label={props.label}>
          {props.items.map((item) => (
            <HeroTabs.Tab key={item.id} id={item.id}>
              {item.label}
              {item.count !== undefined && <span className="ml-1.5 text-xs text-muted figures">{item.count}</span>}
              <HeroTabs.Indicator />
            </HeroTabs.Tab>
          ))}
        </HeroTabs.List>
      </HeroTabs.ListContainer>
      {props.items.map((item) => (
        <HeroTabs.Panel key={item.id} id={item.id}>
          {item.content}
        </HeroTabs.Panel>
      ))}
    </HeroTabs>
  )
}
