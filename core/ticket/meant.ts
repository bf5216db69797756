import { evaluateAmount, evaluatePeople } from "@/core/flow/evaluate-people"
import { everyMember, queueOf } from "@/core/people/queue"
import { resolvePeople, type Resolution } from "@/core/people/resolve"
import type { Distribution, InitiatorRule, PeopleRule } from "@/core/people/rule"
import { withSubstitutes } from "@/core/people/substitute"
import { applyInitiatorRule } from "./assign"
import type { Step } from "./step"

/** Who a rule names for a node of this step's ticket. */
export function resolve(step: Step, rule: PeopleRule, nodeId: string): Resolution {
  const { choices = {}, initiatorId, variables } = step.state
  return resolvePeople(rule, {
    directory: step.facts.directory,
    initiatorId,
    homeUnitId: step.flow.settings.homeUnitId,
    fieldPeople: (key) => {
      const value = variables[key] ?? []
      return (Array.isArray(value) ? value : [value]).filter(
        (text): text is string => typeof text === "string" && text !== "",
      )
    },
    evaluatePeople: (source) => evaluatePeople(source, step.flow, step.values()),
    evaluateAmount: (source) => evaluateAmount(source, step.flow, step.values()),
    chosenIds: Object.hasOwn(choices, nodeId) ? (choices[nodeId] ?? []) : [],
    callAgentId: () => step.callAgent(),
  })
}

type Who = { people: PeopleRule; distribution: Distribution; initiator?: InitiatorRule | undefined }

/**
 * Whom a node's work is for, before it is distributed: the rule's people without those who have left, with those who stand
 * in for others, and with the initiator rule applied. Out of a queue nobody is chosen: everybody of its group counts, on
 * line or not, but for an initiator whose own approval is not wanted.
 */
export function meant(step: Step, nodeId: string, { people: rule, distribution, initiator }: Who): Resolution {
  if (distribution === "queue" && queueOf(rule) !== null) {
    const members = resolve(step, everyMember(rule), nodeId)
    if (!initiator || initiator === "self") return members
    return { ...members, people: members.people.filter(({ personId }) => personId !== step.state.initiatorId) }
  }
  const resolution = resolve(step, rule, nodeId)
  const present = withSubstitutes(step.facts.directory, resolution.people, step.at)
  const there = new Set(present.flatMap(({ personId, ownerId }) => [personId, ownerId]))
  const away = resolution.people.filter(({ personId }) => !there.has(personId))
  return {
    ...resolution,
    people: initiator ? applyInitiatorRule(step, initiator, present) : present,
    passedOver: [...resolution.passedOver, ...away.map(({ personId }) => ({ personId, why: "away" as const }))],
  }
}
