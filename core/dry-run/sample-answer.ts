import * as z from "zod"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Field } from "@/core/flow/graph"
import { outputSchema } from "@/core/flow/request/request-config"

const configSchema = z.object({ outputs: z.array(outputSchema) })

/** An answer as a service might give it: a member for everything the step keeps of it. JSON text. Pure. */
export function sampleAnswer(flow: Pick<ExecutableFlow, "nodes" | "fields">, nodeId: string): string {
  const read = configSchema.safeParse(flow.nodes.get(nodeId)?.config)
  const sample: Members = {}
  for (const { pointer, field } of read.data?.outputs ?? []) {
    const known = flow.fields.find(({ key }) => key === field)
    put(sample, pointer.split("/").slice(1), known ? valueOf(known) : null)
  }
  return JSON.stringify(sample, null, 2)
}

type Members = { [name: string]: unknown }

function put(into: Members, [name, ...rest]: string[], value: unknown): void {
  if (name === undefined || name === "__proto__") return
  if (rest.length === 0) {
    into[name] = value
    return
  }
  const inner = into[name]
  const members: Members = typeof inner === "object" && inner !== null ? (inner as Members) : {}
  into[name] = members
  put(members, rest, value)
}

const samples: Record<Field["type"], unknown> = {
  string: "A-1042",
  int: 3,
  double: 1.5,
  money: "120.00",
  bool: true,
  timestamp: "2026-01-15T09:30:00Z",
  duration: "3600s",
  "list<string>": ["a", "b"],
  // What services answer is read by expressions, which have no rows.
  rows: [],
}

const valueOf = ({ type, values }: Field): unknown => {
  const first = values?.[0]?.value
  return first === undefined ? samples[type] : type === "list<string>" ? [first] : first
}
