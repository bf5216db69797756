import type { Text } from "@/core/text"
import type { PassedOver } from "@/core/ticket/event"
import type { Directory, DirectoryPerson, Role } from "./directory"
import { roleTitles } from "./role-title"
import type { PeopleRule } from "./rule"
import { headsAbove, indexDirectory, withSubunits } from "./units"

/** What a rule is resolved over. */
export type ResolveContext = {
  directory: Directory
  initiatorId: string | null
  /** Whose supervisors stand in when nobody of the tenant opened the ticket. */
  homeUnitId: string | null
  /** The texts of a field of the flow: ids or e-mail addresses of people. */
  fieldPeople(key: string): string[]
  /** Evaluates the source of an `expression` rule to texts: ids or e-mail addresses of people. */
  evaluatePeople(source: string): { ok: true; people: string[] } | { ok: false; text: Text }
  /** Evaluates the amount that a supervisor must be allowed to approve. */
  evaluateAmount(source: string): { ok: true; amount: number } | { ok: false; text: Text }
  /** Whom somebody has chosen for the node whose rule it is. */
  chosenIds: string[]
  /** Who took the call that opened the ticket. */
  callAgentId(): string | null
}

export type ResolvedPerson = {
  personId: string
  /** Why this person, in words; stored with the todo, so it is short. */
  reason: Text
  /** Whose work it is, when it is another's: the person stands in for them. */
  ownerId?: string
}

export type Resolution = {
  people: ResolvedPerson[]
  /** What the rule named, for the message when it named nobody. */
  looked: Text
  /** Set when an expression rule could not be evaluated; `people` is empty then. */
  fault?: Text
  /** Named, but not among `people`: they have left, or are named by another entry as well. */
  passedOver: PassedOver[]
}

/**
 * The active people a rule names, each once, in a stable order: as written for named people and expressions, from the
 * nearest up for supervisors, by id for everything else. Pure.
 */
export function resolvePeople(rule: PeopleRule, context: ResolveContext): Resolution {
  const resolution = rules[rule.type](rule as never, context)
  const index = indexDirectory(context.directory)
  const seen = new Set<string>()
  const people: ResolvedPerson[] = []
  const passedOver: PassedOver[] = []
  for (const person of resolution.people) {
    const { personId } = person
    const isKnown = index.person(personId) !== undefined
    if (isKnown && seen.has(personId)) passedOver.push({ personId, why: "repeat" })
    else if (isKnown && !index.activePerson(personId)) passedOver.push({ personId, why: "disabled" })
    else if (isKnown) people.push(person)
    seen.add(personId)
  }
  return { ...resolution, people, passedOver }
}

type Named = Omit<Resolution, "passedOver">
type Rule<T extends PeopleRule["type"]> = Extract<PeopleRule, { type: T }>

const rules: { [T in PeopleRule["type"]]: (rule: Rule<T>, context: ResolveContext) => Named } = {
  named: ({ personIds }) => {
    const reason = { en: "named", zh: "指定人员" }
    return found(personIds, reason, { en: "the people named", zh: "指定的人员" })
  },

  role: ({ role }, { directory }) => {
    const { en, zh } = roleTitles[role]
    const reason = { en: `role ${en}`, zh: `角色：${zh}` }
    return found(
      idsOf(directory, (person) => person.roles.includes(role)),
      reason,
      reason,
    )
  },

  unit: ({ unitId, includeSubunits }, { directory }) => {
    const units = includeSubunits ? withSubunits(directory, unitId) : new Set([unitId])
    const name = unitName(directory, unitId)
    const reason = { en: `member of ${name.en}`, zh: `${name.zh}成员` }
    return found(
      idsOf(directory, (person) => person.unitId !== null && units.has(person.unitId)),
      reason,
      reason,
    )
  },

  unitHead: ({ unitId }, { directory }) => {
    const headId = indexDirectory(directory).unit(unitId)?.headId ?? null
    const name = unitName(directory, unitId)
    const reason = { en: `head of ${name.en}`, zh: `${name.zh}负责人` }
    return found(headId === null ? [] : [headId], reason, reason)
  },

  supervisor: ({ level }, context) => {
    const looked = { en: `supervisor level ${level}`, zh: `第${level}级主管` }
    const head = supervisorsOf(context)[level - 1]
    return { people: head ? [supervisor(head, level)] : [], looked }
  },

  supervisorsUpTo: ({ level }, context) => ({
    people: supervisorsOf(context)
      .slice(0, level)
      .map((head, index) => supervisor(head, index + 1)),
    looked: { en: `supervisors up to level ${level}`, zh: `逐级主管（至第${level}级）` },
  }),

  supervisorsUntil: ({ until }, context) => {
    const heads = supervisorsOf(context)
    const index = indexDirectory(context.directory)
    const amount = until.type === "limit" ? context.evaluateAmount(until.source) : null
    if (amount && !amount.ok) return { people: [], looked: upToLimit, fault: amount.text }
    const enough = ({ personId }: { personId: string }) => {
      const person = index.person(personId)
      if (until.type === "role") return person?.roles.includes(until.role)
      return amount !== null && (person?.approvalLimit ?? -Infinity) >= amount.amount
    }
    const looked = until.type === "root" ? everyLevel : until.type === "role" ? upToRole(until.role) : upToLimit
    const last = until.type === "root" ? heads.length - 1 : heads.findIndex(enough)
    // Without anybody of that role or limit above, nobody could end the walk: that is for the empty rule to say.
    return { people: heads.slice(0, last + 1).map((head, place) => supervisor(head, place + 1)), looked }
  },

  field: ({ key }, { directory, fieldPeople }) => {
    const looked = { en: `the people in “${key}”`, zh: `字段“${key}”中的人员` }
    return found(idsOfTexts(directory, fieldPeople(key)), { en: `from “${key}”`, zh: `取自字段“${key}”` }, looked)
  },

  skillGroup: ({ skillGroupId, onlineOnly }, { directory }) => {
    const name = directory.skillGroups.find((group) => group.id === skillGroupId)?.name ?? "?"
    const reason = onlineOnly
      ? { en: `online in ${name}`, zh: `${name}在线成员` }
      : { en: `member of ${name}`, zh: `${name}成员` }
    const belongs = (person: DirectoryPerson) =>
      person.skillGroupIds.includes(skillGroupId) && (!onlineOnly || person.presence === "online")
    return found(idsOf(directory, belongs), reason, reason)
  },

  initiator: (_, { initiatorId }) => {
    const reason = { en: "initiator", zh: "发起人" }
    return found(initiatorId === null ? [] : [initiatorId], reason, { en: "the initiator", zh: "发起人" })
  },

  expression: ({ source }, { directory, evaluatePeople }) => {
    const looked = { en: "the people of the expression", zh: "表达式指定的人员" }
    const outcome = evaluatePeople(source)
    if (!outcome.ok) return { people: [], looked, fault: outcome.text }
    return found(idsOfTexts(directory, outcome.people), { en: "by expression", zh: "由表达式指定" }, looked)
  },

  initiatorChoice: (_, { chosenIds }) => {
    const reason = { en: "chosen by the initiator", zh: "发起人自选" }
    return found(chosenIds, reason, { en: "the people the initiator was to choose", zh: "发起人自选的人员" })
  },

  previousChoice: (_, { chosenIds }) => {
    const reason = { en: "chosen at the step before", zh: "上一环节指定" }
    return found(chosenIds, reason, { en: "the people the step before was to choose", zh: "上一环节指定的人员" })
  },

  callAgent: (_, { callAgentId }) => {
    const reason = { en: "took the call", zh: "接听来电" }
    const personId = callAgentId()
    return found(personId === null ? [] : [personId], reason, { en: "the agent on the call", zh: "接听来电的坐席" })
  },
}

const upToLimit = { en: "supervisors up to one with a sufficient limit", zh: "逐级主管（至审批限额足够者）" }

const everyLevel = { en: "every supervisor up to the top", zh: "逐级主管（至最高级）" }
const upToRole = (role: Role): Text => {
  const { en, zh } = roleTitles[role]
  return { en: `supervisors up to the first ${en.toLowerCase()}`, zh: `逐级主管（至${zh}）` }
}

/** Texts name people by id or by e-mail address. */
function idsOfTexts(directory: Directory, texts: string[]): string[] {
  const byEmail = new Map(directory.people.map((person) => [person.email.toLowerCase(), person.id]))
  return texts.map((text) => byEmail.get(text.trim().toLowerCase()) ?? text.trim())
}

function found(personIds: string[], reason: Text, looked: Text): Named {
  return { people: personIds.map((personId) => ({ personId, reason })), looked }
}

function idsOf(directory: Directory, belongs: (person: DirectoryPerson) => boolean): string[] {
  return directory.people
    .filter((person) => person.active && belongs(person))
    .map((person) => person.id)
    .sort()
}

function supervisorsOf({ directory, initiatorId, homeUnitId }: ResolveContext) {
  const unitId = indexDirectory(directory).person(initiatorId)?.unitId ?? homeUnitId
  return headsAbove(directory, unitId, initiatorId)
}

function supervisor({ personId, unit }: ReturnType<typeof supervisorsOf>[number], level: number): ResolvedPerson {
  return { personId, reason: { en: `level ${level} supervisor, ${unit.name}`, zh: `第${level}级主管，${unit.name}` } }
}

function unitName(directory: Directory, unitId: string): Text {
  const unit = indexDirectory(directory).unit(unitId)
  return unit ? { en: unit.name, zh: unit.name } : { en: "a unit that is gone", zh: "已删除的部门" }
}
