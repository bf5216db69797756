"use client"

import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type SortingState,
} from "@tanstack/react-table"
import clsx from "clsx"
import { useMemo, useState } from "react"
import { useTranslations } from "use-intl"
import { hideClass, type DataTableProps } from "./data-column"
import { DataTableHead } from "./data-table-head"
import { DataTableRows } from "./data-table-rows"
import { ErrorState } from "./error-state"
import { SkeletonRows } from "./skeleton"

/** Callers describe their columns beside the table they give them to. */
export type { DataColumn } from "./data-column"

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })

/**
 * A list for work: sortable by its heads; arrows, j/k, Home and End move the row, Enter opens it; above 100 rows only
 * the visible ones are in the page; on phones each row is a card. Needs no height: it scrolls with the page.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const t = useTranslations("ui.table")
  const [sorting, setSorting] = useState<SortingState>(
    props.initialSort ? [{ id: props.initialSort.id, desc: props.initialSort.direction === "desc" }] : [],
  )
  const definitions = useMemo(
    () =>
      props.columns.map((column): ColumnDef<typeof features, { row: Row }> => ({
        id: column.id,
        header: column.header,
        accessorFn: ({ row }) => column.sortValue?.(row) ?? undefined,
        enableSorting: column.sortValue !== undefined,
        sortUndefined: "last",
        sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
      })),
    [props.columns],
  )
  const data = useMemo(() => (props.rows ?? []).map((row) => ({ row })), [props.rows])
  const table = useTable({ features, columns: definitions, data, state: { sorting }, onSortingChange: setSorting })

  if (props.error) return <ErrorState onRetry={props.error.onRetry} />
  if (!props.rows) {
    return (
      <output
        aria-busy="true"
        aria-label={t("loading", { label: props.label })}
        className={clsx("block", props.className)}
      >
        <SkeletonRows columns={Math.min(5, props.columns.length)} />
      </output>
    )
  }
  if (props.rows.length === 0) return props.empty

  const sort = sorting[0]
  return (
    <table
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- rows take focus and open
      role="grid"
      aria-label={props.label}
      aria-rowcount={props.rows.length + 1}
      className={clsx("data-table w-full table-fixed border-separate border-spacing-0 text-sm", props.className)}
    >
      <colgroup>
        {props.columns.map((column) => (
          <col key={column.id} className={hideClass(column)} style={{ width: column.width }} />
        ))}
      </colgroup>
      <DataTableHead
        columns={props.columns}
        sort={sort && { id: sort.id, direction: sort.desc ? "desc" : "asc" }}
        onSort={(id) => setSorting(nextSort(sort, id))}
      />
      <DataTableRows {...props} rows={table.getRowModel().rows.map((row) => row.original.row)} />
    </table>
  )
}

/** Ascending, descending, then the list's own order again. */
function nextSort(current: SortingState[number] | undefined, id: string): SortingState {
  if (current?.id !== id) return [{ id, desc: false }]
  return current.desc ? [] : [{ id, desc: true }]
}

const collator = new Intl.Collator(undefined, { numeric: true })

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b
  return collator.compare(String(a), String(b))
}
