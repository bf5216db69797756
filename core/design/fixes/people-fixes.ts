import * as z from "zod"
import { panelEntries } from "@/core/flow/panel"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { describePeople } from "@/core/people/describe"
import { queueOf } from "@/core/people/queue"
import { peopleRuleSchema, type PeopleRule } from "@/core/people/rule"
import { headsAbove } from "@/core/people/units"
import { valueAt, withValueAt } from "./at-place"
import { fix, type Fixer } from "./fix"

// Problems of whom a step goes to.

const choicesMax = 4

/** Somebody else: whom steps of this kind usually go to, or a role that somebody has. */
export const otherPeople: Fixer = ({ place }, { graph, directory }) => {
  const node = graph.nodes.find(({ id }) => id === place.nodeId)
  const kind = node && nodeKind(node.kind)
  if (!kind || !node || !panelEntries(kind).some(({ key, panel }) => key === "people" && panel.control === "people")) {
    return []
  }
  const usual = peopleRuleSchema.safeParse((kind.defaults() as Record<string, unknown>)["people"]).data
  const named = usual && (usual.type !== "named" || usual.personIds.length > 0) ? [usual] : []
  const candidates: PeopleRule[] = [...named, { type: "role", role: "agent" }, { type: "role", role: "supervisor" }]
  const waits = node.config["distribution"] === "queue"
  const isSomebody = (rule: PeopleRule) =>
    rule.type !== "role" ||
    !directory ||
    directory.people.some(({ active, roles }) => active && roles.includes(rule.role))
  const now = JSON.stringify(node.config["people"])
  const told = new Set<string>()
  return candidates.flatMap((rule) => {
    const { en, zh } = describePeople(rule)
    if (told.has(en) || (waits && queueOf(rule) === null) || !isSomebody(rule) || JSON.stringify(rule) === now)
      return []
    told.add(en)
    const text = { en: `Give it to: ${en}`, zh: `改派给：${zh}` }
    return [fix(`people:${en}`, text, () => withValueAt(graph, { nodeId: node.id, field: "people" }, rule))]
  })
}

/** A home unit for tickets that calls open: units somebody heads, those with the most levels above them first. */
export const chooseHomeUnit: Fixer = (_, { graph, directory }) => {
  if (!directory) return []
  return directory.units
    .map((unit) => ({ unit, heads: headsAbove(directory, unit.id, null).length }))
    .filter(({ heads }) => heads > 0)
    .toSorted((a, b) => b.heads - a.heads)
    .slice(0, choicesMax)
    .map(({ unit }) => {
      const text = { en: `Let calls count as of “${unit.name}”`, zh: `来电建单归属“${unit.name}”` }
      return fix(`unit:${unit.id}`, text, () => withValueAt(graph, { field: "settings.homeUnitId" }, unit.id))
    })
}

/** Without administrators nobody stands in: the ticket waits there, and says so. */
export const holdInstead: Fixer = ({ place }, { graph }) => [
  fix("hold", { en: "Hold the ticket with an incident instead", zh: "改为挂起并报异常" }, () =>
    withValueAt(graph, place, { type: "hold" }),
  ),
]

/** As many as there are. */
export const askAll: Fixer = ({ place }, { graph }) => [
  fix("askAll", { en: "Pass when all of them approve", zh: "改为全部同意即通过" }, () =>
    withValueAt(graph, place, { type: "all" }),
  ),
]

/** No score is asked for. */
export const noScore: Fixer = ({ place }, { graph }) => {
  const text = { en: "Ask for no score", zh: "不再评分" }
  const isScore = z.string().safeParse(valueAt(graph, place)).success
  return isScore && place.field === "scoreField" ? [fix("noScore", text, () => withValueAt(graph, place, null))] : []
}
