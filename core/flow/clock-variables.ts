import type { Variable } from "@/core/expression/variable"
import type { Directory } from "@/core/people/directory"
import type { Values } from "@/core/ticket/event"
import type { TicketState } from "@/core/ticket/state"
import type { ExecutableFlow } from "./executable-flow"
import type { Field } from "./graph"
import { flowValues, flowVariables } from "./variables"

const builtIn = (key: string, type: Variable["type"], en: string, zh: string): Variable => ({
  key,
  type,
  nullable: false,
  label: { en, zh },
})

/** What a clock's conditions may read besides what every expression of the flow may: how the ticket stands. */
const standing: Variable[] = [
  {
    ...builtIn("ticket.status", "string", "Status", "状态"),
    values: [
      { value: "open", label: { en: "Open", zh: "处理中" } },
      { value: "closed", label: { en: "Closed", zh: "已结束" } },
    ],
  },
  builtIn("ticket.steps", "list<string>", "Steps it stands at", "当前环节"),
  builtIn("ticket.answered", "bool", "Somebody has decided", "已有人办理"),
  builtIn("ticket.paused", "bool", "All work is paused by hand", "全部待办已人工暂停"),
  builtIn("ticket.stuck", "bool", "Has an incident", "存在异常"),
]

export const clockVariables = (fields: Field[]): Variable[] => [...flowVariables(fields), ...standing]

/** The values of `clockVariables` for a ticket. Pure. */
export function clockValues(
  state: TicketState,
  { fields, nodes }: Pick<ExecutableFlow, "fields" | "nodes">,
  directory: Directory,
): Values {
  const active = Object.values(state.todos).filter((todo) => todo.state === "active")
  const steps = Object.values(state.tokens).map(({ nodeId }) => nodes.get(nodeId)?.name ?? nodeId)
  return {
    ...flowValues(state, fields, directory),
    "ticket.status": state.status,
    "ticket.steps": [...new Set(steps)],
    "ticket.answered": state.firstDecisionAt !== undefined,
    "ticket.paused": active.length > 0 && active.every(({ clock }) => clock?.paused?.cause === "manual"),
    // A clock's own incident says nothing of the work.
    "ticket.stuck": Object.values(state.incidents).some(({ clockId }) => clockId === undefined),
  }
}
