"use client"

import { createContext, useContext } from "react"
import type { EditActions } from "./use-edit-actions"

const Context = createContext<EditActions | null>(null)
export const EditActionsProvider = Context.Provider

export function useEditActionsContext(): EditActions {
  const actions = useContext(Context)
  if (!actions) throw new Error("Edit actions only exist inside the designer.")
  return actions
}
