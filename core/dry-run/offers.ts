import type { TodoAction, TodoForm } from "@/core/flow/node-kind"
import { renderTemplate } from "@/core/flow/template"
import { flowValues } from "@/core/flow/variables"
import { queueMembers } from "@/core/people/queue"
import { administratorsOf } from "@/core/people/units"
import { choicesAsked, choosable } from "@/core/ticket/choices"
import type { Ask, Values } from "@/core/ticket/event"
import { todoOptions, type TodoOptions } from "@/core/ticket/options"
import type { Todo } from "@/core/ticket/state"
import { actionsOf, formOf } from "@/core/ticket/todo-actions"
import type { Run } from "./run"
import type { DryRunWorld } from "./world"

/** Somebody's work, and what they can do with it; `claimants`: who may take it while it waits in a queue. */
export type TodoOffer = {
  type: "todo"
  todo: Todo
  nodeId: string
  personId: string | null
  claimants: string[]
  actions: TodoAction[]
  form: TodoForm
  options: TodoOptions | null
  choices: ChoiceOffer[]
}
/** Steps whose people the actor chooses. */
export type ChoiceOffer = { nodeId: string; max: number; personIds: string[] }
/** A service that has been asked. */
export type RequestOffer = { type: "request"; nodeId: string; ask: Extract<Ask, { type: "http" }> }
/** The first ticket of another flow that has not ended; `left`: how many have not. */
export type ChildOffer = { type: "child"; nodeId: string; flowId: string; left: number; fields: Values }
/** A step that stopped, and who may have it tried again. */
export type IncidentOffer = { type: "incident"; nodeId: string; incidentId: string; personId: string | null }

export type Offer = TodoOffer | RequestOffer | ChildOffer | IncidentOffer

const instructionsCharsMax = 4000

/** Everything that somebody or something could do to the ticket of a run now, time apart. Pure. */
export function offersOf(world: DryRunWorld, run: Run): Offer[] {
  const { state } = run
  if (!state || state.status === "closed") return []
  const { flow, directory } = world
  const administratorIds = administratorsOf(directory, flow.settings.administratorIds)
  const incidents = Object.values(state.incidents).flatMap(({ id, activationId }): IncidentOffer[] => {
    const nodeId = state.activations[activationId]?.nodeId
    return nodeId === undefined
      ? []
      : [{ type: "incident", nodeId, incidentId: id, personId: administratorIds[0] ?? null }]
  })
  const todos = Object.values(state.todos)
    .filter((todo) => todo.state === "active")
    .map((todo): TodoOffer => {
      const node = flow.nodes.get(todo.nodeId)
      const form = node ? formOf(node, todo) : { instructions: "", fieldKeys: [] }
      const values = flowValues(state, flow.fields, directory)
      const context = { flow, state, directory, administratorIds, at: run.at }
      return {
        type: "todo",
        todo,
        nodeId: todo.nodeId,
        personId: todo.assigneeId,
        claimants: todo.assigneeId === null ? queueMembers(directory, todo.queue ?? "") : [],
        actions: node ? actionsOf(node, todo) : [],
        form: {
          ...form,
          instructions: renderTemplate(form.instructions, flow.variables, values, instructionsCharsMax),
        },
        options: todo.assigneeId === null ? null : todoOptions(context, todo, todo.assigneeId),
        choices: todo.parentId === undefined ? choiceOffers(world, todo.nodeId) : [],
      }
    })
  const requests = Object.values(state.activations).flatMap((activation): Offer[] => {
    const { request, nodeId } = activation
    if (!request || activation.state !== "active") return []
    const asked = run.events.findLast(({ body }) => body.type === "asked" && body.requestId === request.id)?.body
    if (asked?.type !== "asked") return []
    if (asked.ask.type === "http") return [{ type: "request", nodeId, ask: asked.ask }]
    const [index] = request.left ?? []
    if (index === undefined) return []
    const fields = asked.ask.tickets[index] ?? {}
    return [{ type: "child", nodeId, flowId: asked.ask.flowId, left: request.left?.length ?? 0, fields }]
  })
  return [...incidents, ...todos, ...requests]
}

/** Whom whoever completes a step, or opens a ticket, may choose. Pure. */
export function choiceOffers(
  { flow, directory }: Pick<DryRunWorld, "flow" | "directory">,
  nodeId: string,
): ChoiceOffer[] {
  return choicesAsked(flow, nodeId).map(({ nodeId: id, among, max }) => ({
    nodeId: id,
    max,
    personIds: choosable(directory, among),
  }))
}
