import { invariant } from "@/core/problem"
import { queueMembers } from "@/core/people/queue"
import { administratorsOf, indexDirectory } from "@/core/people/units"
import type { CommandBody } from "../command"
import { decide } from "../decide"
import type { Facts } from "../facts"
import { todoOptions, withdrawOptions, type TodoOptions } from "../options"
import type { TicketState, Todo } from "../state"
import type { Ledger } from "./ledger"

/**
 * What the pages offer is what the engine accepts, and nothing else: every offer is tried, and so is what is not offered.
 * Nothing is written.
 */
export function checkOptions({ flow, state }: Ledger, world: Omit<Facts, "pools">, at: number): void {
  if (!state || state.status !== "open") return
  const { directory } = world
  const administratorIds = administratorsOf(directory, flow.settings.administratorIds)
  const context = { flow, state, directory, administratorIds, at }
  const isRefused = (by: string, body: CommandBody) => {
    return decide(flow, state, { at, by, body }, { ...world, pools: {} }).type === "refused"
  }
  for (const todo of Object.values(state.todos)) {
    const newcomer = somebodyElse(state, todo, world)
    if (newcomer === null) continue
    const members = todo.queue === undefined ? [] : queueMembers(directory, todo.queue).slice(0, 2)
    const actors = [todo.assigneeId ?? newcomer, todo.addedBy ?? newcomer, ...members, ...administratorIds.slice(0, 1)]
    for (const by of new Set(actors)) {
      const options = todoOptions(context, todo, by)
      for (const { body, offered } of tries(options, todo, newcomer)) {
        const what = `${body.type} of ${todo.id} (${todo.state}) by ${by}: ${JSON.stringify(body)}`
        invariant(isRefused(by, body) !== offered, `${offered ? "offered, but refused" : "refused to offer"}: ${what}`)
      }
    }
  }
  for (const person of directory.people.filter((one) => one.active)) {
    for (const { activationId } of withdrawOptions(state, person.id)) {
      const body = { type: "withdraw", activationId, comment: "" } as const
      invariant(!isRefused(person.id, body), `offered to take back ${activationId}, but refused`)
    }
  }
}

function tries(options: TodoOptions, todo: Todo, toId: string): { body: CommandBody; offered: boolean }[] {
  const { id: todoId } = todo
  const comment = "because"
  const modes = ["before", "after", "parallel"] as const
  const target = options.return?.nodeIds[0]
  return [
    { body: { type: "acknowledge", todoId, minutes: 30 }, offered: options.acknowledge },
    { body: { type: "pause", todoId, comment }, offered: options.pause },
    { body: { type: "resume", todoId, comment }, offered: options.resume },
    { body: { type: "transfer", todoId, toId, comment }, offered: options.transfer },
    { body: { type: "delegate", todoId, toId, comment }, offered: options.delegate },
    ...modes.map((mode) => ({
      body: { type: "addSign" as const, todoId, mode, personIds: [toId], comment },
      offered: options.addSign.includes(mode),
    })),
    { body: { type: "removeSign", todoId, comment }, offered: options.removeSign },
    { body: { type: "retract", todoId }, offered: options.retract },
    { body: { type: "claim", todoId }, offered: options.claim },
    { body: { type: "unclaim", todoId, comment }, offered: options.unclaim },
    {
      body: { type: "return", todoId, nodeId: target ?? "nowhere", resume: "again", comment },
      offered: target !== undefined,
    },
  ]
}

function somebodyElse(state: TicketState, todo: Todo, { directory }: Omit<Facts, "pools">): string | null {
  const index = indexDirectory(directory)
  const there = new Set(
    Object.values(state.todos)
      .filter((one) => one.activationId === todo.activationId)
      .map((one) => one.assigneeId),
  )
  return directory.people.find((person) => index.activePerson(person.id) && !there.has(person.id))?.id ?? null
}
