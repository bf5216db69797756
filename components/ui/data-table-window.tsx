"use client"

import { useVirtualizer } from "@tanstack/react-virtual"
import { useEffect, useLayoutEffect, useState, type RefObject } from "react"
import { rowHeightPx, type RowsInView } from "./data-table-view"
import { scrollParentOf } from "./scroll-parent"

/**
 * Says which rows of a long list are in view, as the page scrolls, and gives `scrollTo` a way to bring one there. Draws
 * nothing: the rows stay the same elements, and keep the focus, when a list grows long and this is loaded.
 */
export function DataTableWindow(props: {
  count: number
  body: RefObject<HTMLElement | null>
  scrollTo: RefObject<((index: number) => void) | null>
  onChange: (view: RowsInView) => void
}) {
  const { body, scrollTo, onChange } = props
  const [scroller, setScroller] = useState<{ element: HTMLElement; marginPx: number } | null>(null)
  useLayoutEffect(() => {
    if (!body.current) return
    const element = scrollParentOf(body.current)
    const marginPx = body.current.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop
    setScroller({ element, marginPx })
  }, [body])

  const marginPx = scroller?.marginPx ?? 0
  // oxlint-disable-next-line react/incompatible-library -- this project does not use the React compiler
  const virtualizer = useVirtualizer({
    count: props.count,
    getScrollElement: () => scroller?.element ?? null,
    estimateSize: () => rowHeightPx,
    scrollMargin: marginPx,
    overscan: 12,
    // Before the scroller is measured a first screenful is rendered.
    initialRect: { width: 1200, height: 900 },
  })
  useEffect(() => {
    scrollTo.current = (index) => virtualizer.scrollToIndex(index, { align: "auto" })
    return () => {
      scrollTo.current = null
    }
  }, [scrollTo, virtualizer])

  const items = virtualizer.getVirtualItems()
  const totalPx = virtualizer.getTotalSize()
  useLayoutEffect(() => {
    onChange({
      shown: items.map(({ index }) => index),
      beforePx: (items[0]?.start ?? marginPx) - marginPx,
      afterPx: totalPx - ((items.at(-1)?.end ?? marginPx) - marginPx),
      measure: virtualizer.measureElement,
    })
  }, [items, totalPx, marginPx, virtualizer, onChange])
  return null
}
