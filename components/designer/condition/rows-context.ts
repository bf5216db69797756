"use client"

import { createContext, useContext } from "react"
import type { RowOutcome } from "@/core/expression/rows/try-rows"
import type { Variable } from "@/core/expression/variable"
import type { Locale } from "@/core/text"

export type RowsContext = {
  variables: readonly Variable[]
  locale: Locale
  /** An instant, to the second. */ now: () => string
  /** What each row says of the values being tried, by its path. */
  outcomes?: ReadonlyMap<string, RowOutcome> | null
}

const Context = createContext<RowsContext | null>(null)
export const RowsProvider = Context.Provider

export function useRowsContext(): RowsContext {
  const context = useContext(Context)
  if (!context) throw new Error("rows are drawn inside a rows builder")
  return context
}
