import type { Variable } from "@/core/expression/variable"
import type { Directory } from "@/core/people/directory"
import type { Value, Values } from "@/core/ticket/event"
import { priorities, priorityTitles } from "@/core/ticket/priority"
import type { TicketState } from "@/core/ticket/state"
import { fieldParts } from "./form/parts"
import type { Field } from "./graph"

// Text that may be missing is "" and not null: an operator who writes `call.intent == "fee"` means tickets opened by hand
// too, and need not learn to guard against null first.
const builtIn = (key: string, type: Variable["type"], en: string, zh: string): Variable => ({
  key,
  type,
  nullable: false,
  label: { en, zh },
})

/** What every flow may read besides its own fields. */
export const builtInVariables: Variable[] = [
  builtIn("ticket.number", "int", "Ticket number", "工单编号"),
  builtIn("ticket.title", "string", "Ticket title", "工单标题"),
  {
    ...builtIn("ticket.priority", "string", "Priority", "优先级"),
    values: priorities.map((value) => ({ value, label: priorityTitles[value] })),
  },
  builtIn("ticket.category", "string", "Category", "分类"),
  builtIn("ticket.openedAt", "timestamp", "Opened at", "创建时间"),
  {
    ...builtIn("ticket.origin", "string", "Opened by", "来源"),
    values: [
      { value: "manual", label: { en: "By hand", zh: "人工" } },
      { value: "api", label: { en: "API", zh: "接口" } },
      { value: "call", label: { en: "Call", zh: "来电" } },
      { value: "ticket", label: { en: "Another ticket", zh: "其他工单" } },
    ],
  },
  builtIn("call.caller", "string", "Caller's number", "主叫号码"),
  builtIn("call.dialled", "string", "Number dialled", "被叫号码"),
  builtIn("call.intent", "string", "Caller's intent", "来电意图"),
  builtIn("call.ivrPath", "list<string>", "Path through the phone menu", "按键路径"),
  builtIn("call.customerId", "string", "Customer", "客户编号"),
  builtIn("initiator.id", "string", "Initiator's id", "发起人标识"),
  builtIn("initiator.name", "string", "Initiator's name", "发起人姓名"),
  builtIn("initiator.unit", "string", "Initiator's unit", "发起人部门"),
]

/** Everything an expression or template of the flow may read: its fields first. Shared with the designer's editor. */
export function flowVariables(fields: Field[]): Variable[] {
  return [...fields.flatMap(fieldVariables), ...builtInVariables]
}

/** The types of the fields that expressions read and give; tables and files are read by their parts only. */
export const hasValue = (field: Field): field is Field & Variable => field.type !== "rows"

// A field that may stay empty is null until somebody fills it in, whatever else was declared. So may one that is not always
// shown.
function fieldVariables(field: Field): Variable[] {
  if (!hasValue(field)) return fieldParts(field).map(({ variable }) => variable)
  const { key, type, label, values } = field
  const nullable = field.nullable || !field.required || Boolean(field.shownWhen)
  return [{ key, type, nullable, label, ...(values && { values }) }]
}

function fieldValues(field: Field, variables: Values): [string, Value][] {
  const value = variables[field.key] ?? null
  return hasValue(field) ? [[field.key, value]] : fieldParts(field).map(({ key, valueOf }) => [key, valueOf(value)])
}

/** What expressions read of a form: the values of its fields, and the parts of those that have no value of their own. */
export const formValues = (fields: readonly Field[], variables: Values): Values =>
  Object.fromEntries(fields.flatMap((field) => fieldValues(field, variables)))

/** What the conditions of a form read beside its fields. */
export function builtInValues(state: Parameters<typeof flowValues>[0], directory: Directory): Values {
  const values = flowValues(state, [], directory)
  return Object.fromEntries(builtInVariables.map(({ key }) => [key, values[key] ?? null]))
}

/** The values of `flowVariables` for a ticket. Fields nobody has filled in are null. */
export function flowValues(
  state: Pick<
    TicketState,
    "origin" | "initiatorId" | "number" | "title" | "priority" | "category" | "openedAt" | "variables"
  >,
  fields: Field[],
  directory: Directory,
): Values {
  const { origin } = state
  const call = origin.type === "call" ? origin : null
  const initiator = directory.people.find((person) => person.id === state.initiatorId)
  const unit = directory.units.find((candidate) => candidate.id === initiator?.unitId)
  return {
    ...formValues(fields, state.variables),
    "ticket.number": state.number,
    "ticket.title": state.title,
    "ticket.priority": state.priority,
    "ticket.category": state.category,
    "ticket.openedAt": new Date(state.openedAt).toISOString(),
    "ticket.origin": origin.type,
    "call.caller": call?.caller ?? "",
    "call.dialled": call?.dialled ?? "",
    "call.intent": call?.intent ?? "",
    "call.ivrPath": call?.ivrPath ?? [],
    "call.customerId": call?.customerId ?? "",
    "initiator.id": initiator?.id ?? "",
    "initiator.name": initiator?.name ?? "",
    "initiator.unit": unit?.name ?? "",
  }
}
