import { headsAbove, indexDirectory } from "@/core/people/units"
import type { ResolvedPerson } from "@/core/people/resolve"
import type { InitiatorRule, RepeatRule } from "@/core/people/rule"
import type { Text } from "@/core/text"
import { numberOf } from "./fold/fold"
import type { Activation } from "./state"
import type { Step } from "./step"

// What becomes of whom a rule names, before the todos are made: whoever opened the ticket, and whoever has approved already.

/** A person's approval that is not asked for, and why. `sameAs`: the earlier approval that says the same. */
export type Skip = { reason: Text; sameAs?: string }

/** Who approves in the place of whoever opened the ticket; without anybody there, they are left out. */
export function applyInitiatorRule(step: Step, rule: InitiatorRule, people: ResolvedPerson[]): ResolvedPerson[] {
  const { initiatorId } = step.state
  if (rule === "self" || rule === "skip" || initiatorId === null) return people
  const standIn = rule === "superior" ? superiorOf(step, initiatorId) : unitHeadOf(step, initiatorId)
  const replaced = people.flatMap((person) => (person.personId === initiatorId ? (standIn ?? []) : person))
  const seen = new Set<string>()
  return replaced.filter(({ personId }) => !seen.has(personId) && seen.add(personId))
}

function superiorOf({ facts }: Step, initiatorId: string): ResolvedPerson | null {
  const unitId = indexDirectory(facts.directory).person(initiatorId)?.unitId ?? null
  const [head] = headsAbove(facts.directory, unitId, initiatorId)
  const reason = { en: "superior of the initiator", zh: "发起人的直接上级" }
  return head ? { personId: head.personId, reason } : null
}

function unitHeadOf({ facts }: Step, initiatorId: string): ResolvedPerson | null {
  const index = indexDirectory(facts.directory)
  const head = index.activePerson(index.unit(index.person(initiatorId)?.unitId ?? null)?.headId ?? null)
  const reason = { en: "head of the initiator's unit", zh: "发起人所在部门负责人" }
  return head && head.id !== initiatorId ? { personId: head.id, reason } : null
}

/** Whose approval is not asked for. Nobody's is left out at a step the ticket was sent back to. */
export function skipsOf(
  step: Step,
  activation: Activation,
  rules: { initiator: InitiatorRule; repeat: RepeatRule },
  people: { personId: string | null }[],
): Map<string, Skip> {
  const skips = new Map<string, Skip>()
  if (activation.cause !== undefined) return skips
  const { initiatorId, approvals = {}, edition = 0 } = step.state
  const { approvedAt } = step.token(activation.tokenId)
  // Todos are numbered after the activation they are of.
  const isLast = (todoId: string) => approvedAt !== undefined && numberOf(todoId) > numberOf(approvedAt)
  for (const { personId } of people) {
    if (personId === null) continue
    const earlier = Object.hasOwn(approvals, personId) ? approvals[personId] : undefined
    const isSame = earlier?.edition === edition
    if (rules.initiator === "skip" && personId === initiatorId) {
      skips.set(personId, { reason: { en: "opened the ticket; passed by rule", zh: "发起人本人，按规则自动通过" } })
    } else if (
      isSame &&
      (rules.repeat === "skipAny" || (rules.repeat === "skipConsecutive" && isLast(earlier.todoId)))
    ) {
      const reason = { en: "approved the same before; passed by rule", zh: "此前已同意且内容未变，按规则自动通过" }
      skips.set(personId, { reason, sameAs: earlier.todoId })
    }
  }
  return skips
}
