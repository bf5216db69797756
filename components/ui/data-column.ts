import type { ReactNode } from "react"

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

/** Leaves a column out where the window is too narrow for it; a phone's card decides by itself. */
export const hideClass = ({ hideBelow }: { hideBelow?: "lg" | "xl" }) =>
  hideBelow === "lg" ? "md:max-lg:hidden" : hideBelow === "xl" ? "md:max-xl:hidden" : undefined
