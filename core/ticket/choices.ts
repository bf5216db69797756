import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { peopleRuleSchema, type Among, type PeopleRule } from "@/core/people/rule"
import { resolvePeople } from "@/core/people/resolve"
import type { Directory } from "@/core/people/directory"
import { indexDirectory } from "@/core/people/units"
import type { Choices } from "./event"
import { refuse } from "./refusal"
import type { Step } from "./step"

/** A later step whose people are chosen by whoever completes this one. */
export type ChoiceAsked = { nodeId: string; among: Among; max: number }

/**
 * The steps that whoever completes a node may choose people for: those with a previous handler's choice that come next,
 * whatever automatic steps and splits lie between, and at the start also every initiator's choice. In no particular order;
 * each once. Pure.
 */
export function choicesAsked(flow: ExecutableFlow, nodeId: string): ChoiceAsked[] {
  const asked = new Map<string, ChoiceAsked>()
  const add = (id: string, rule: PeopleRule) => {
    if (rule.type === "initiatorChoice" || rule.type === "previousChoice") {
      asked.set(id, { nodeId: id, among: rule.among, max: rule.max })
    }
  }
  if (nodeId === flow.startId) {
    for (const id of flow.nodes.keys()) {
      const rule = ruleOf(flow, id)
      if (rule?.type === "initiatorChoice") add(id, rule)
    }
  }
  const seen = new Set<string>()
  const next = [nodeId]
  for (let from = next.pop(); from !== undefined; from = next.pop()) {
    for (const { target } of [...(flow.routes.get(from)?.values() ?? [])].flat()) {
      if (seen.has(target)) continue
      seen.add(target)
      const rule = ruleOf(flow, target)
      if (rule?.type === "previousChoice") add(target, rule)
      if (flow.nodes.get(target)?.kind.group !== "people") next.push(target)
    }
  }
  return [...asked.values()]
}

function ruleOf(flow: ExecutableFlow, nodeId: string): PeopleRule | undefined {
  const config = flow.nodes.get(nodeId)?.config
  const people = typeof config === "object" && config !== null && "people" in config ? config.people : undefined
  return peopleRuleSchema.safeParse(people).data
}

/** The active people somebody may choose among, by id. Pure. */
export function choosable(directory: Directory, among: Among): string[] {
  if (among === null) return directory.people.filter((person) => person.active).map((person) => person.id)
  const nothing = { ok: false, text: { en: "", zh: "" } } as const
  const { people } = resolvePeople(among, {
    directory,
    initiatorId: null,
    homeUnitId: null,
    fieldPeople: () => [],
    evaluatePeople: () => nothing,
    evaluateAmount: () => nothing,
    chosenIds: [],
    callAgentId: () => null,
  })
  return people.map((person) => person.personId)
}

/** Refuses choices that the node does not ask for, of too many people, or of people outside the allowed set. */
export function checkChoices(step: Step, nodeId: string, choices: Choices | undefined): void {
  if (!choices) return
  const asked = new Map(choicesAsked(step.flow, nodeId).map((choice) => [choice.nodeId, choice]))
  const index = indexDirectory(step.facts.directory)
  for (const [id, personIds] of Object.entries(choices)) {
    const choice = asked.get(id)
    if (!choice) refuse("choiceInvalid", undefined, `choices.${id}`)
    if (!personIds.every((personId) => index.activePerson(personId))) {
      refuse("personUnknown", undefined, `choices.${id}`)
    }
    const allowed = new Set(choosable(step.facts.directory, choice.among))
    if (new Set(personIds).size > choice.max || !personIds.every((personId) => allowed.has(personId))) {
      refuse("choiceInvalid", undefined, `choices.${id}`)
    }
  }
}
