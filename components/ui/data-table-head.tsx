"use client"

/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- on phones
   the rows are laid out as cards; `display: grid` takes the implicit table roles away, so they are written out. */
import clsx from "clsx"
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react"
import { hideClass, type DataColumn } from "./data-column"

/** The heads of DataTable; those with a sort value are buttons. On phones they leave the picture, not the tree. */
export function DataTableHead<Row>(props: {
  columns: readonly DataColumn<Row>[]
  sort: { id: string; direction: "asc" | "desc" } | undefined
  onSort: (id: string) => void
}) {
  return (
    <thead role="rowgroup" className="max-md:sr-only">
      <tr role="row" aria-rowindex={1}>
        {props.columns.map((column) => {
          const direction = props.sort?.id === column.id ? props.sort.direction : undefined
          const Icon = direction === "asc" ? ArrowUp : direction === "desc" ? ArrowDown : ChevronsUpDown
          return (
            <th
              key={column.id}
              role="columnheader"
              scope="col"
              aria-sort={direction && (direction === "asc" ? "ascending" : "descending")}
              className={clsx(
                "sticky top-0 z-1 h-9 border-b border-border bg-surface px-2 text-xs font-medium text-muted first:pl-4 last:pr-4 md:first:pl-6 md:last:pr-6",
                column.align === "end" ? "text-right" : "text-left",
                hideClass(column),
              )}
            >
              {column.sortValue ? (
                <button
                  type="button"
                  onClick={() => props.onSort(column.id)}
                  className={clsx(
                    "group -mx-1 inline-flex align-middle max-w-full items-center gap-1 rounded px-1 py-0.5 transition-colors hover:text-foreground",
                    column.align === "end" && "flex-row-reverse",
                    direction && "text-foreground",
                  )}
                >
                  <span className="truncate">{column.header}</span>
                  <Icon
                    className={clsx(
                      "size-3.5 shrink-0",
                      !direction && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
                    )}
                    aria-hidden="true"
                  />
                </button>
              ) : (
                <span className="block truncate">{column.header}</span>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
