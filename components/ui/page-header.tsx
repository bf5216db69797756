import { ChevronLeft } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"

/**
 * The head of every page: one h1, a sentence on what the page is for, the page's actions at the right, and below
 * them room for tabs or filters (`children`). `back` is the way up for pages reached from a list.
 */
export function PageHeader(props: {
  title: ReactNode
  description?: ReactNode
  /** Chips or a number beside the title. */
  meta?: ReactNode
  actions?: ReactNode
  back?: { href: string; label: string }
  children?: ReactNode
}) {
  return (
    <header className="border-b border-separator px-4 pt-3 md:px-6 md:pt-4">
      {props.back && (
        <Link
          href={props.back.href}
          className="mb-1.5 -ml-1 inline-flex items-center gap-0.5 text-sm text-muted hover:text-foreground"
        >
          <ChevronLeft className="size-4" aria-hidden="true" />
          {props.back.label}
        </Link>
      )}
      <div className="pb-4">
        <div className="flex items-start justify-between gap-x-4">
          <div className="flex min-h-10 min-w-0 flex-wrap items-center gap-x-3 gap-y-1 md:min-h-8">
            <h1 className="text-xl font-semibold tracking-[-0.012em] text-balance">{props.title}</h1>
            {props.meta}
          </div>
          {props.actions && (
            <div className="flex max-w-[60%] shrink-0 flex-wrap items-center justify-end gap-2">{props.actions}</div>
          )}
        </div>
        {props.description && <p className="mt-0.5 max-w-[72ch] text-sm text-pretty text-muted">{props.description}</p>}
      </div>
      {props.children && <div className="-mt-1">{props.children}</div>}
    </header>
  )
}
