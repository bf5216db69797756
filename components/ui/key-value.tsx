import clsx from "clsx"
import type { ReactNode } from "react"

export interface KeyValueItem {
  label: ReactNode
  /** null and undefined show an em dash: "not known" must not look like an empty string. */
  value: ReactNode
  isMono?: boolean
}

/** Facts of one thing. One column in side panels, two where there is room. */
export function KeyValueList(props: { items: KeyValueItem[]; columns?: 1 | 2; className?: string }) {
  return (
    <dl className={clsx("grid gap-x-8 gap-y-2.5 text-sm", props.columns === 2 && "md:grid-cols-2", props.className)}>
      {props.items.map((item, index) => (
        <div key={index} className="grid grid-cols-[minmax(6.5rem,34%)_1fr] items-baseline gap-3">
          <dt className="text-muted">{item.label}</dt>
          <dd className={clsx("min-w-0 break-words", item.isMono && "font-mono text-xs figures")}>
            {item.value ?? <span className="text-muted">—</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
