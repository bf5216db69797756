import type { ExpectedType } from "@/core/expression/check"
import type { ExpressionProblem } from "@/core/expression/problem"
import type { Variable } from "@/core/expression/variable"
import type { Locale } from "@/core/text"

export type ExpressionEditorProps = {
  value: string
  onChange: (value: string) => void
  /** Keep the array's identity while its content is the same. */
  variables: readonly Variable[]
  expect: ExpectedType
  locale: Locale
  /** What a screen reader calls the field. The visible label stands outside. */
  label: string
  placeholder?: string
  /** Lines shown when there is little text; the field grows to six and then scrolls. Default 1. */
  minLines?: number
  readOnly?: boolean
  /** Words to put where the caret is; each new object is put in once. */
  insert?: { text: string } | null
  /** Characters to select and bring into view, once; `onRevealed` says that it is done. */
  reveal?: { start: number; end: number } | null
  onRevealed?: () => void
  /** Ctrl+Enter, or Cmd+Enter on a Mac. */
  onSubmit?: () => void
}

/** What the two fields (Monaco for a keyboard, a plain one for touch) get from the editor around them. */
export type FieldProps = ExpressionEditorProps & {
  problems: readonly ExpressionProblem[]
  /** Id of the element that lists the problems. */
  describedBy: string
}

export const linesMax = 6
export const lineHeightPx = 20
/** Above and below the text together. */
export const verticalPaddingPx = 12

export const heightPx = (lines: number): number => lines * lineHeightPx + verticalPaddingPx
