"use client"

import { createContext, useContext } from "react"
import type { Variable } from "@/core/expression/variable"
import type { Locale } from "@/core/text"

export type RowsContext = {
  variables: readonly Variable[]
  locale: Locale
  /** An instant, to the second. */ now: () => string
}

const Context = createContext<RowsContext | null>(null)
export const RowsProvider = Context.Provider

export function useRowsContext(): RowsContext {
  const context = useContext(Context)
  if (!context) throw new Error("rows are drawn inside a rows builder")
  return context
}
