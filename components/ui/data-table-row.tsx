"use client"

/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- on phones
   the rows are laid out as cards; `display: grid` takes the implicit table roles away, so they are written out. */
import clsx from "clsx"
import Link from "next/link"
import { useRouter } from "next/navigation"
import type { MouseEvent } from "react"
import { hideClass, type DataColumn } from "./data-column"

/** Controls inside a row do their own work; a click on them must not open the row as well. */
const isOwnControl = (target: EventTarget) =>
  (target as HTMLElement).closest("a, button, input, label, select, textarea, [role=button], [role=switch]") !== null

/** One row of DataTable: a table row at a desk, a card on a phone. */
export function DataTableRow<Row>({
  measure,
  ...props
}: {
  row: Row
  index: number
  columns: readonly DataColumn<Row>[]
  href?: string
  isSelected?: boolean
  isFocusable: boolean
  measure?: (element: HTMLTableRowElement | null) => void
  onFocus: () => void
  onOpen?: () => void
}) {
  const router = useRouter()
  const open = (event: MouseEvent) => {
    if (!props.onOpen || isOwnControl(event.target) || window.getSelection()?.toString()) return
    if (props.href && (event.metaKey || event.ctrlKey)) window.open(props.href, "_blank", "noopener")
    else props.onOpen()
  }
  return (
    <tr
      role="row"
      ref={measure}
      data-index={props.index}
      aria-rowindex={props.index + 2}
      aria-selected={props.isSelected}
      tabIndex={props.isFocusable ? 0 : -1}
      onFocus={props.onFocus}
      onClick={open}
      onMouseEnter={() => props.href && router.prefetch(props.href)}
      className={clsx("group/row", props.onOpen && "cursor-pointer hover:bg-surface-secondary")}
    >
      {props.columns.map((column, position) => {
        const phone = column.phone ?? (position === 0 ? "title" : "line")
        const content = column.cell(props.row)
        return (
          <td
            key={column.id}
            role="gridcell"
            data-phone={phone}
            className={clsx(
              "h-11 border-b border-separator px-2 py-1.5 align-middle first:pl-4 last:pr-4 md:first:pl-6 md:last:pr-6",
              column.align === "end" && "text-right figures",
              hideClass(column),
            )}
          >
            {phone === "line" && (
              <span aria-hidden="true" className="text-xs text-muted md:hidden">
                {column.header}
              </span>
            )}
            <span className={clsx("block min-w-0 truncate", position === 0 && "font-medium")}>
              {position === 0 && props.href ? (
                // The row itself is the tab stop; the link is there for the pointer's menu and for screen readers.
                <Link href={props.href} prefetch={false} tabIndex={-1} className="outline-none">
                  {content}
                </Link>
              ) : (
                content
              )}
            </span>
          </td>
        )
      })}
    </tr>
  )
}
