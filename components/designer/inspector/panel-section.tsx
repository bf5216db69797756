import type { ReactNode } from "react"

/** A titled part of a panel. The title is small: what people look for is below it. */
export function PanelSection(props: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t border-separator px-4 py-4 first:border-t-0">
      <div className="mb-3 flex min-h-5 items-center justify-between gap-2">
        <h3 className="text-xs font-medium text-muted">{props.title}</h3>
        {props.action}
      </div>
      <div className="space-y-4">{props.children}</div>
    </section>
  )
}
