"use client"

/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/control-has-associated-label -- on phones the rows
   are laid out as cards, which takes the implicit table roles away; the body listens for the keys of its rows. */
import { useRouter } from "next/navigation"
import { lazy, Suspense, useEffect, useRef, useState, type KeyboardEvent } from "react"
import type { DataTableProps } from "./data-column"
import { DataTableRow } from "./data-table-row"
import { rowHeightPx, type RowsInView } from "./data-table-view"

// Short lists, nearly all, never load it.
const DataTableWindow = lazy(async () => ({ default: (await import("./data-table-window")).DataTableWindow }))

/** Above it only the rows in view are in the page. */
const longFrom = 100

/** Keys that move the current row, and by how many rows; Home and End are endless steps. */
const steps: Record<string, number> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
}

/** The rows of DataTable: which are in the page, which has the focus. */
export function DataTableRows<Row>(props: DataTableProps<Row> & { rows: readonly Row[] }) {
  const router = useRouter()
  const body = useRef<HTMLTableSectionElement>(null)
  const [current, setCurrent] = useState(0)
  const wantsFocus = useRef(false)
  const isLong = props.rows.length > longFrom
  const [inView, setInView] = useState<RowsInView | null>(null)
  const scrollTo = useRef<((index: number) => void) | null>(null)

  useEffect(() => {
    if (!wantsFocus.current) return
    const row = body.current?.querySelector<HTMLElement>(`[data-index="${current}"]`)
    if (!row) return
    wantsFocus.current = false
    row.focus()
  })

  const open = (row: Row) => {
    if (props.onOpen) props.onOpen(row)
    else if (props.hrefOf) router.push(props.hrefOf(row))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // Keys typed into a field or a button of a cell belong to it.
    if (event.target !== event.currentTarget && !(event.target as HTMLElement).matches("tr")) return
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const row = props.rows[current]
    if (event.key === "Enter" && row !== undefined) {
      event.preventDefault()
      open(row)
      return
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.min(props.rows.length - 1, Math.max(0, current + step))
    wantsFocus.current = true
    setCurrent(next)
    scrollTo.current?.(next)
  }

  const focusable = Math.min(current, props.rows.length - 1)
  const first = Math.min(longFrom, props.rows.length)
  const { shown, beforePx, afterPx, measure }: RowsInView = (isLong && inView) || {
    shown: Array.from({ length: first }, (_, index) => index),
    beforePx: 0,
    afterPx: (props.rows.length - first) * rowHeightPx,
  }
  return (
    <>
      <tbody role="rowgroup" ref={body} onKeyDown={onKeyDown}>
        {beforePx > 0 && <Spacer heightPx={beforePx} columns={props.columns.length} />}
        {shown.map((index) => {
          const row = props.rows[index]
          if (row === undefined) return null
          return (
            <DataTableRow
              key={props.rowKey(row)}
              row={row}
              index={index}
              columns={props.columns}
              href={props.hrefOf?.(row)}
              isSelected={props.selectedKey === undefined ? undefined : props.selectedKey === props.rowKey(row)}
              isFocusable={index === focusable || (isLong && !shown.includes(focusable) && index === shown[0])}
              measure={measure}
              onFocus={() => setCurrent(index)}
              onOpen={(props.onOpen ?? props.hrefOf) ? () => open(row) : undefined}
            />
          )
        })}
        {afterPx > 0 && <Spacer heightPx={afterPx} columns={props.columns.length} />}
      </tbody>
      {isLong && (
        <Suspense fallback={null}>
          <DataTableWindow count={props.rows.length} body={body} scrollTo={scrollTo} onChange={setInView} />
        </Suspense>
      )}
    </>
  )
}

/** Takes the room of the rows that are not in the page. */
function Spacer({ heightPx, columns }: { heightPx: number; columns: number }) {
  return (
    <tr aria-hidden="true" className="block md:table-row" style={{ height: heightPx }}>
      <td colSpan={columns} className="p-0" />
    </tr>
  )
}
