"use client"

import { useMemo } from "react"
import { nodeParts } from "@/core/flow/node-part"
import { FlowView, type FlowViewProps } from "./flow-view"

/** FlowView for a graph that came without its parts: asks the kinds here, with all that they bring along. */
export function FlowPreview(props: Omit<FlowViewProps, "parts">) {
  const parts = useMemo(() => nodeParts(props.graph), [props.graph])
  return <FlowView {...props} parts={parts} />
}
