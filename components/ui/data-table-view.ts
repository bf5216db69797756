/** A row at a desk; rows that are not in the page count as much until they have been. */
export const rowHeightPx = 44

/** Which rows are in the page, and the room that those before and after take. */
export interface RowsInView {
  shown: readonly number[]
  beforePx: number
  afterPx: number
  measure?: (element: HTMLTableRowElement | null) => void
}
