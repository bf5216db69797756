import type { DraftGraph } from "@/core/flow/graph"
import { lintProofs, type ProofCache } from "@/core/flow/lint/proofs"
import type { Problem } from "@/core/problem"

// Proving conditions tries thousands of cases: beside the page, so that typing is never held up. What was proven is kept.

export type Asked = { id: number; graph: DraftGraph }
export type Answered = { id: number; problems: Problem[] }

const cache: ProofCache = new Map()
const scope = self as unknown as {
  addEventListener(type: "message", listen: (event: MessageEvent<Asked>) => void): void
  postMessage(answer: Answered): void
}
scope.addEventListener("message", ({ data: { id, graph } }) => {
  scope.postMessage({ id, problems: lintProofs(graph, cache) })
})
