import type { Values } from "@/core/ticket/event"
import { edge, flowOf, node } from "@/core/ticket/testing/small-flow"
import { Drive, runnable } from "@/core/ticket/testing/drive"
import { ids, uuid } from "@/core/ticket/testing/tenant"
import { toExecutable } from "../../executable"
import type { Field } from "../../graph"

const straight = [edge("start.next", "close")]

/** A flow of nothing but a form, and everything that is wrong with it as "severity place". */
export function checkForm(fields: Field[]): string[] {
  const result = toExecutable(flowOf([], straight, { fields }))
  const problems = result.ok ? result.warnings : result.problems
  return problems.map(({ severity, place }) => `${severity} ${place.field ?? ""}`)
}

/** What opening a ticket with a form by hand gives: the values it took, or what was wrong. */
export function openTicket(fields: Field[], variables: Values): { variables: Values | null; refused: string[] } {
  const start = node("start", "start", { fields: fields.map(({ key }) => key) })
  const draft = flowOf([], straight, { fields })
  const graph = { ...draft, nodes: draft.nodes.map((one) => (one.id === "start" ? start : one)) }
  const drive = new Drive(runnable(graph))
  const id = uuid(61)
  const decision = drive.send(ids.owner, {
    type: "open",
    ticketId: id,
    number: 1,
    flowId: ids.flow,
    versionId: ids.version,
    title: "T",
    origin: { type: "manual" },
    initiatorId: ids.owner,
    variables,
  })
  if (decision.type === "refused") {
    return { variables: null, refused: decision.problems.map(({ code, place }) => `${place.field} ${code}`) }
  }
  const opened = drive.events[0]?.body
  return { variables: opened?.type === "opened" ? opened.variables : null, refused: [] }
}
