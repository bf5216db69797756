import { canonicalJson } from "@/core/canonical-json"
import { evaluateCondition } from "@/core/expression/evaluate"
import { checkFieldValues } from "@/core/flow/field-value"
import { renderTemplate } from "@/core/flow/template"
import { invariant } from "@/core/problem"
import { activateNext, dispatch, resolve } from "./dispatch"
import type { NodeRun } from "./node-run"
import { refuse, refuseAll } from "./refusal"
import type { Activation } from "./state"
import type { Step } from "./step"

/** What the kind of a node may do with one visit of it. */
export function createNodeRun(step: Step, activationId: string): NodeRun {
  const { flow } = step
  const activationOf = (): Activation => {
    const activation = step.state.activations[activationId]
    invariant(activation, `there is no activation ${activationId}`)
    return activation
  }
  const todos = () =>
    Object.values(step.state.todos)
      .filter((todo) => todo.activationId === activationId)
      .sort((a, b) => a.seat - b.seat)
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
    emit: (body) => step.emit(body),
    dispatch: (request) => dispatch(step, run, request),
    settle(todo, { decision, outcome, comment, fields }, fieldKeys) {
      const known = step.state.variables
      const problems = checkFieldValues(flow.fields, fieldKeys, fields, { known, complete: decision !== "reject" })
      if (problems.length > 0) refuseAll(problems)
      // A form hands in everything it showed; the trace keeps what the person changed.
      const changed = Object.entries(fields).filter(([key, value]) => {
        return canonicalJson(value) !== canonicalJson(known[key] ?? null)
      })
      step.emit({ type: "decided", todoId: todo.id, decision, outcome, comment, fields: Object.fromEntries(changed) })
    },
    activateNext: (request) => activateNext(step, run, request),
    cancelOpen: () => step.cancel(todos(), "decided"),
    complete: (exit) => step.leave(activationOf(), exit, routes()?.get(exit)?.[0]),
    close: (resolution, text) => step.close(resolution, text),
    routes: () => [...(routes()?.values() ?? [])].flat(),
    evaluate: (edge) => evaluateCondition(edge.condition, flow.variables, step.values(), flow.expressions),
    leaveBy: (edge) => step.leave(activationOf(), edge.exit, edge),
    incident: (code, detail, failed) => step.incident(activationId, code, detail, failed),
    resolvePeople: (rule) => resolve(step, rule).people.map((person) => person.personId),
    render: (template, charsMax) => renderTemplate(template, flow.variables, step.values(), charsMax),
    refuse: (code, text, field) => refuse(code, text, field),
  }
  return run
}
