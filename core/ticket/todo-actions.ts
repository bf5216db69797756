import type { ExecutableNode } from "@/core/flow/executable-flow"
import type { TodoAction, TodoForm } from "@/core/flow/node-kind"
import type { Todo } from "./state"

const opinion: TodoAction = {
  decision: "done",
  outcome: null,
  title: { en: "Give opinion", zh: "提交意见" },
  tone: "positive",
  commentRequired: true,
}

/** The buttons of a todo: those of its node, or an opinion's for somebody who was only asked for one. */
export function actionsOf({ kind, config }: ExecutableNode, todo: Pick<Todo, "relation">): TodoAction[] {
  return todo.relation === "delegate" ? [opinion] : (kind.actions?.(config) ?? [])
}

/** Fields that must be filled in at this node whatever the form says; nothing is asked of people who were added. */
export const requiredAt = ({ kind, config }: ExecutableNode, todo: Pick<Todo, "parentId">): readonly string[] =>
  todo.parentId === undefined ? (kind.form?.(config).required ?? []) : []

/** What a todo asks for. People who were added say yes or no; the form is the one's who added them. */
export function formOf({ kind, config }: ExecutableNode, todo: Pick<Todo, "parentId">): TodoForm {
  const form = kind.form?.(config) ?? { instructions: "", fieldKeys: [] }
  return todo.parentId === undefined ? form : { ...form, fieldKeys: [] }
}
