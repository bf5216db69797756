"use client"

import { useEffect, useMemo, useState } from "react"
import type { DraftGraph } from "@/core/flow/graph"
import type { Problem } from "@/core/problem"
import type { Answered, Asked } from "./proof-worker"

/** Proving waits for a longer pause than checking does, in milliseconds. */
const pauseMs = 600

let worker: Worker | null = null
let count = 0
const workerOf = (): Worker => {
  worker ??= new Worker(new URL("./proof-worker.ts", import.meta.url), { type: "module", name: "proofs" })
  return worker
}

const nothing: readonly Problem[] = []

/**
 * What is proven of the flow's conditions. Until the next answer the last one stands, for as much as has not been touched:
 * a route that was changed is not told what was true of it before.
 */
export function useProofs(graph: DraftGraph): readonly Problem[] {
  const { nodes, edges, fields } = graph
  const [known, setKnown] = useState<{ graph: DraftGraph; problems: readonly Problem[] } | null>(null)
  const kinds = useMemo(() => nodes.map(({ id, kind }) => `${id} ${kind}`).join(), [nodes])
  useEffect(() => {
    const hasConditions = edges.some(({ condition }) => condition !== "") || fields.some(({ shownWhen }) => shownWhen)
    if (!hasConditions) return
    const asked: Asked = { id: (count += 1), graph }
    const listen = ({ data }: MessageEvent<Answered>) => {
      if (data.id === asked.id) setKnown({ graph, problems: data.problems })
    }
    const prover = workerOf()
    prover.addEventListener("message", listen)
    const timer = setTimeout(() => prover.postMessage(asked), pauseMs)
    return () => {
      clearTimeout(timer)
      prover.removeEventListener("message", listen)
    }
    // Names and places of steps change nothing that is proven.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [edges, fields, kinds])
  return useMemo(() => {
    if (!known) return nothing
    const before = new Map(known.graph.edges.map((edge) => [edge.id, edge]))
    const now = new Map(edges.map((edge) => [edge.id, edge]))
    const isSameForm = known.graph.fields === fields
    return known.problems.filter(({ place: { edgeId } }) =>
      edgeId === undefined ? isSameForm : isSameForm && now.has(edgeId) && now.get(edgeId) === before.get(edgeId),
    )
  }, [known, edges, fields])
}
