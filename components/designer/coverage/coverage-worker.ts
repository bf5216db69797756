import { proveCoverage, type Coverage, type Exit } from "@/core/expression/coverage/prove"
import type { Variable } from "@/core/expression/variable"

// Thousands of cases are evaluated for a split: beside the page, so that typing is never held up.

export type Asked = { id: number; exits: Exit[]; variables: Variable[] }
export type Answered = { id: number; coverage: Coverage }

const scope = self as unknown as {
  addEventListener(type: "message", listen: (event: MessageEvent<Asked>) => void): void
  postMessage(answer: Answered): void
}
scope.addEventListener("message", ({ data: { id, exits, variables } }) => {
  scope.postMessage({ id, coverage: proveCoverage(exits, variables) })
})
