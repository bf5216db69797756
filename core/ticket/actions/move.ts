import { indexDirectory } from "@/core/people/units"
import { restartOnTransfer } from "../clock/move-clock"
import { createNodeRun } from "../create-node-run"
import { handTo } from "../hand-to"
import { refuse } from "../refusal"
import { leaveFor, returnTargets, sendBack } from "../send-back"
import { withdrawable } from "../withdrawable"
import { activeTodo, authorise, hasLapsed, requireMove } from "./find-todo"
import type { Handlers } from "./handler"
import { jump } from "./jump"

// Work that goes to somebody else, back, or somewhere else altogether.

export const moveHandlers: Handlers<"transfer" | "return" | "withdraw" | "jump" | "reopen" | "revoke"> = {
  transfer: (step, { todoId, toId, comment }) => {
    const todo = activeTodo(step, todoId)
    authorise(step, "transfer", todo)
    // The author may keep it to whoever it was given to; those who answer for the work may always move it.
    if (todo.assigneeId === step.command.by) requireMove(step, todo, "transfer")
    if (toId === todo.assigneeId) refuse("sameAssignee", undefined, "toId")
    if (!indexDirectory(step.facts.directory).activePerson(toId)) refuse("personUnknown", undefined, "toId")
    // Two seats in one hand would be two votes.
    const there = createNodeRun(step, todo.activationId).todos()
    if (there.some((seat) => seat.assigneeId === toId && seat.state !== "cancelled")) {
      refuse("alreadySigner", undefined, "toId")
    }
    handTo(step, todo, toId, comment)
    if (todo.assigneeId !== null) restartOnTransfer(step, todoId)
  },

  return: (step, { todoId, nodeId, resume, comment }) => {
    const todo = activeTodo(step, todoId)
    authorise(step, "return", todo)
    requireMove(step, todo, "return")
    if (todo.parentId !== undefined) refuse("notAllowedHere")
    if (comment.trim() === "") refuse("commentMissing", undefined, "comment")
    const activation = createNodeRun(step, todo.activationId).activation
    const token = step.token(activation.tokenId)
    if (!returnTargets(step, token).includes(nodeId)) refuse("targetUnknown", undefined, "nodeId")
    const { kind, config } = step.node(todo.nodeId)
    sendBack(step, token, nodeId, { todoId, resume: kind.resume?.(config) ?? resume, comment })
  },

  withdraw: (step, { activationId, comment }) => {
    authorise(step, "withdraw")
    const { by } = step.command
    const token = withdrawable(step.state, by).find((one) => one.activationId === activationId)?.tokens[0]
    const nodeId = Object.entries(token?.trail ?? {}).find(([, visit]) => visit === activationId)?.[0]
    if (!token || nodeId === undefined) refuse("nothingToWithdraw")
    step.emit({ type: "withdrawn", activationId, comment })
    leaveFor(step, token, { nodeId, since: activationId, cause: "withdrawn", personId: by, backTo: null })
  },

  jump: (step, { tokenId, nodeId, comment }) => {
    authorise(step, "jump")
    if (!step.flow.nodes.get(nodeId)?.kind.hasEntry) refuse("targetUnknown", undefined, "nodeId")
    if (!jump(step, { tokenId, nodeId, comment })) refuse("targetUnknown", undefined, "tokenId")
  },

  reopen: (step, { nodeId, comment }) => {
    authorise(step, "reopen")
    if (!step.flow.nodes.get(nodeId)?.kind.hasEntry) refuse("targetUnknown", undefined, "nodeId")
    const tokenId = step.nextId("t")
    step.emit({ type: "reopened", tokenId, nodeId, comment })
    step.send(tokenId, nodeId, null)
  },

  revoke: (step, { comment }) => {
    // A ticket that another one waited for is revoked when that one waits no longer.
    if (step.command.by !== "system") {
      if (hasLapsed(step, "revoke")) refuse("decisionMade")
      authorise(step, "revoke")
    }
    step.cancel(Object.values(step.state.todos), "revoked")
    step.emit({ type: "revoked", comment })
    step.emit({ type: "closed", resolution: "revoked", resolutionText: null })
  },
}
