"use client"

import { useMemo } from "react"
import type { Variable } from "@/core/expression/variable"
import { flowVariables } from "@/core/flow/variables"
import { useDesigner } from "../designer-context"

/** What expressions and templates of the open flow may read; the same array while its fields are the same. */
export function useFlowVariables(): Variable[] {
  const fields = useDesigner((state) => state.history.graph.fields)
  return useMemo(() => flowVariables(fields), [fields])
}
