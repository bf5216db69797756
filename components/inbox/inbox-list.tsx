"use client"

import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { useNow } from "@/components/ui/now"
import type { InboxItem } from "@/server/todo/inbox-item"
import type { Decisions } from "./decision"
import { InboxRow } from "./inbox-row"
import { itemKey } from "./item-key"
import { sectionsOf } from "./sections"
import type { InboxView } from "./views"

/** A todo changes its section at most this long after its time. */
const sectionEveryMs = 15_000

/** The todos of a view by urgency, with a way to more of them. */
export function InboxList(props: {
  view: InboxView
  /** Epoch ms when the server rendered the page. */
  serverNow: number
  items: readonly InboxItem[]
  selected: string | null
  decisions: Decisions
  hrefOf: (key: string) => string
  onSelect: (key: string) => void
  more: { isPending: boolean; load: () => void } | null
}) {
  const t = useTranslations("inbox")
  // Before the browser knows the time, the server's: the sections must not move the list when they come.
  const now = useNow(sectionEveryMs) || props.serverNow
  const sections = props.view === "finished" ? [{ name: null, items: [...props.items] }] : sectionsOf(props.items, now)
  return (
    <div>
      {sections.map(({ name, items }) => (
        <section key={name ?? "all"} aria-label={name ? t(`section.${name}`) : t(`view.${props.view}`)}>
          {name && (
            <h2 className="sticky top-0 z-1 flex items-center justify-between border-b border-separator bg-surface-secondary px-4 py-1.5 text-xs font-medium text-muted">
              {t(`section.${name}`)}
              <span className="font-normal figures">{items.length}</span>
            </h2>
          )}
          <ul>
            {items.map((item) => {
              const key = itemKey(item)
              return (
                <li key={key}>
                  <InboxRow
                    item={item}
                    href={props.hrefOf(key)}
                    isSelected={key === props.selected}
                    decision={props.decisions[key]}
                    showAssignee={props.view === "everyone"}
                    onSelect={() => props.onSelect(key)}
                  />
                </li>
              )
            })}
          </ul>
        </section>
      ))}
      {props.more && (
        <div className="flex justify-center p-3">
          <Button variant="outline" isPending={props.more.isPending} onPress={props.more.load}>
            {t("more")}
          </Button>
        </div>
      )}
    </div>
  )
}
