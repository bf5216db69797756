import { canonicalJson } from "@/core/canonical-json"
import { compileExpression, evaluateCondition } from "@/core/expression/evaluate"
import { problem } from "@/core/expression/problem"
import { addWorking } from "@/core/sla/calendar"
import { buildRequest } from "@/core/flow/request/build-request"
import { renderTemplate } from "@/core/flow/template"
import { invariant } from "@/core/problem"
import { arriveAtJoin, fork } from "./branches"
import { valueSchema } from "./event"
import { activateNext, calendarOf, dispatch, giveTurn } from "./dispatch"
import { numberOf } from "./fold/fold"
import { resolve } from "./meant"
import { returnTargets, sendBack } from "./send-back"
import type { NodeRun } from "./node-run"
import { refuse, refuseAll } from "./refusal"
import type { Activation } from "./state"
import type { Step } from "./step"
import { takeForm } from "./take-form"
import { requiredAt } from "./todo-actions"

/** What the kind of a node may do with one visit of it. */
export function createNodeRun(step: Step, activationId: string): NodeRun {
  const { flow } = step
  const activationOf = (): Activation => {
    const activation = step.state.activations[activationId]
    invariant(activation, `there is no activation ${activationId}`)
    return activation
  }
  // Who was added to a sequence has the seat of whoever added them, and comes after.
  const todos = () =>
    Object.values(step.state.todos)
      .filter((todo) => todo.activationId === activationId)
      .sort((a, b) => a.seat - b.seat || numberOf(a.id) - numberOf(b.id))
  const routes = () => flow.routes.get(activationOf().nodeId)

  const run: NodeRun = {
    get state() {
      return step.state
    },
    get activation() {
      return activationOf()
    },
    at: step.at,
    todos,
    seats: () => todos().filter((todo) => !todo.parentId && todo.state !== "cancelled"),
    emit: (body) => step.emit(body),
    dispatch: (request) => dispatch(step, run, request),
    settle(todo, { decision, outcome, comment, fields, choices }, fieldKeys) {
      const known = step.state.variables
      const { values, problems } = takeForm(flow, {
        asked: fieldKeys,
        values: fields,
        known,
        builtIns: step.values(),
        complete: decision !== "reject",
        required: requiredAt(step.node(todo.nodeId), todo),
        directory: step.facts.directory,
      })
      if (problems.length > 0) refuseAll(problems)
      // A form hands in everything it showed; the trace keeps what the person changed.
      const changed = Object.entries(values).filter(([key, value]) => {
        return canonicalJson(value) !== canonicalJson(known[key] ?? null)
      })
      const afterwards = todos().filter((child) => {
        return child.parentId === todo.id && child.relation === "after" && child.state === "waiting"
      })
      const isPending = decision === "approve" && afterwards.length > 0
      step.emit({
        type: "decided",
        todoId: todo.id,
        decision,
        outcome,
        comment,
        fields: Object.fromEntries(changed),
        ...(isPending && { pending: true }),
        ...(choices && { choices }),
      })
      if (isPending) for (const child of afterwards) giveTurn(step, child)
    },
    activateNext: (request) => activateNext(step, run, request),
    cancelOpen: () => step.cancel(todos(), "decided"),
    complete: (exit) => step.leave(activationOf(), exit, routes()?.get(exit)?.[0]),
    close: (resolution, text, all) => {
      if (all) step.close(resolution, text)
      else step.end(activationOf().tokenId, resolution, text)
    },
    fork: (edges) => fork(step, activationOf(), edges),
    waitForOthers: () => arriveAtJoin(step, activationOf(), step.enteredBy.get(activationId) ?? null),
    ask: (ask) => step.emit({ type: "asked", requestId: step.nextId("r"), activationId, ask }),
    request: (request) => run.ask(buildRequest(request, flow.variables, step.values())),
    recall: () => {
      const { request } = activationOf()
      if (request) step.emit({ type: "recalled", requestId: request.id, activationId })
    },
    waitUntil: (until) => step.emit({ type: "delayed", activationId, until }),
    afterWorking: (minutes, calendarId) =>
      addWorking(step.at, minutes, calendarOf(step, { calendarId }, { assigneeId: null })),
    isWaiting: () => step.state.activations[activationId]?.state === "active",
    returnTargets: () => returnTargets(step, step.token(activationOf().tokenId)),
    sendBack: (nodeId) => {
      const { tokenId, nodeId: from } = activationOf()
      const { kind, config } = step.node(from)
      const resume = kind.resume?.(config) ?? "again"
      sendBack(step, step.token(tokenId), nodeId ?? flow.startId, { todoId: null, resume, comment: "" })
    },
    jumpTo: (nodeId) => {
      const activation = activationOf()
      step.emit({ type: "completed", activationId, exit: "next" })
      step.send(activation.tokenId, nodeId, null)
    },
    routes: () => [...(routes()?.values() ?? [])].flat(),
    evaluate: (edge) => evaluateCondition(edge.condition, flow.variables, step.values(), flow.expressions),
    compute: (source) => {
      const outcome = compileExpression(source, flow.variables, { cache: flow.expressions }).evaluate(step.values())
      if (!outcome.ok) return outcome
      const value = valueSchema.safeParse(outcome.value)
      if (value.success) return { ok: true, value: value.data }
      const whole = { start: 0, end: source.length }
      return { ok: false, problem: problem("value_too_large", whole), values: {} }
    },
    fields: flow.fields,
    leaveBy: (edge) => step.leave(activationOf(), edge.exit, edge),
    incident: (code, detail, read) => step.incident(activationId, code, detail, read),
    resolvePeople: (rule) => resolve(step, rule, activationOf().nodeId).people.map((person) => person.personId),
    render: (template, charsMax) => renderTemplate(template, flow.variables, step.values(), charsMax),
    refuse: (code, text, field) => refuse(code, text, field),
  }
  return run
}
