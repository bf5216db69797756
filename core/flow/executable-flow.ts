import type { ExpressionCache } from "@/core/expression/cache"
import type { CompiledExpression } from "@/core/expression/evaluate"
import type { Variable } from "@/core/expression/variable"
import type { DraftEdge, Field, FlowSettings } from "./graph"
import type { NodeKind } from "./node-kind"

/** A node that may run: its configuration was parsed by its kind's schema. */
export type ExecutableNode = { id: string; name: string; kind: NodeKind; config: unknown }

/**
 * A flow that may run, made by `toExecutable` alone. Immutable but for what it
 * remembers of compiling, so it is made once for each published version and kept.
 */
export type ExecutableFlow = {
  nodes: ReadonlyMap<string, ExecutableNode>
  startId: string
  /** Edges by source and exit; those of a split in the order they are tried, the fallback last. */
  routes: ReadonlyMap<string, ReadonlyMap<string, DraftEdge[]>>
  fields: Field[]
  /** Fields and built-ins: what expressions and templates read. */
  variables: Variable[]
  settings: FlowSettings
  /** What the conditions of clocks read: `variables`, and how the ticket stands. */
  clockVariables: Variable[]
  /** False when no clock has conditions, and none is a step's or a ticket's: nothing to look at after a step. */
  hasClockRules: boolean
  /** Edges that lead to each node. */
  incoming: ReadonlyMap<string, DraftEdge[]>
  /** Expressions of this flow, compiled when first needed. */
  expressions: ExpressionCache<CompiledExpression>
}
