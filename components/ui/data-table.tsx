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
import { useMemo, useState, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import { DataTableHead } from "./data-table-head"
import { DataTableRows } from "./data-table-rows"
import { ErrorState } from "./error-state"
import { SkeletonRows } from "./skeleton"

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })

export interface DataColumn<Row> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** Makes the column sortable. null sorts last in both directions. Text is compared in the page's language. */
  sortValue?: (row: Row) => string | number | null
  /** CSS width of the column, such as "8rem" or "30%". Columns without one share what is left. */
  width?: string
  align?: "start" | "end"
  /** Left out below this width of the window. */
  hideBelow?: "lg" | "xl"
  /**
   * Place on a phone's card: `title` (first line, strong; default for the first column), `trailing` (first line,
   * at the right), `line` (label and value below; default), `hidden`.
   */
  phone?: "title" | "trailing" | "line" | "hidden"
}

export interface DataTableProps<Row> {
  /** Names the table for screen readers. */
  label: string
  columns: readonly DataColumn<Row>[]
  /** undefined while loading: shows skeleton rows. */
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** The row's page. The first column becomes a real link, a click anywhere in the row follows it. */
  hrefOf?: (row: Row) => string
  /** Instead of a page: Enter or a click opens the row (a side sheet). */
  onOpen?: (row: Row) => void
  /** Row shown as current, such as the one open in a side sheet. */
  selectedKey?: string | null
  /** Shown when there are no rows: an EmptyState that says what to do next. */
  empty: ReactNode
  error?: { onRetry: () => void } | null
  initialSort?: { id: string; direction: "asc" | "desc" }
  className?: string
}

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

export const hideClass = ({ hideBelow }: { hideBelow?: "lg" | "xl" }) =>
  hideBelow === "lg" ? "md:max-lg:hidden" : hideBelow === "xl" ? "md:max-xl:hidden" : undefined

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
