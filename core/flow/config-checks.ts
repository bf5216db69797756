import { checkExpression } from "@/core/expression/check"
import { toProblem } from "@/core/expression/problem"
import { nearest } from "@/core/expression/suggest"
import type { Directory, DirectoryPerson } from "@/core/people/directory"
import { isNumber } from "@/core/expression/type"
import { queueMembers, queueOf } from "@/core/people/queue"
import type { Distribution, EmptyRule, PeopleRule } from "@/core/people/rule"
import { administratorsOf, headsAbove, indexDirectory } from "@/core/people/units"
import type { Problem } from "@/core/problem"
import type { SlaPolicy } from "@/core/sla/policy"
import type { Text } from "@/core/text"
import type { DraftNode } from "./graph"
import type { CheckContext } from "./node-kind"
import { placeholdersOf } from "./template"

// What several kinds check about their configuration. Each returns every problem it finds, at the node and the field.

/** A node, or nothing for what is the flow's own. */
export type Where = Partial<Pick<DraftNode, "id">>

export function nodeProblem(
  node: Where,
  field: string,
  code: string,
  text: Text,
  more: Partial<Pick<Problem, "severity" | "hint" | "suggestion">> = {},
): Problem {
  return { code, severity: "error", place: { ...(node.id !== undefined && { nodeId: node.id }), field }, text, ...more }
}

export function checkFieldKeys(keys: string[], field: string, node: DraftNode, context: CheckContext): Problem[] {
  return [...new Set(keys)]
    .filter((key) => !context.fieldTypes.has(key))
    .map((key) =>
      nodeProblem(node, field, "unknownField", {
        en: `The flow has no field “${key}”.`,
        zh: `流程中没有字段“${key}”。`,
      }),
    )
}

/** A field is either filled in at a step or hidden there, and only what is filled in can be required. */
export function checkFieldRights(
  { required, hidden }: { required: string[]; hidden: string[] } = { required: [], hidden: [] },
  keys: readonly string[],
  node: DraftNode,
  context: CheckContext,
): Problem[] {
  const problem = (name: string, key: string, en: string, zh: string): Problem =>
    nodeProblem(node, `fieldRights.${name}`, "fieldRights", { en: `“${key}” ${en}`, zh: `“${key}”${zh}` })
  return [
    ...checkFieldKeys(required, "fieldRights.required", node, context),
    ...checkFieldKeys(hidden, "fieldRights.hidden", node, context),
    ...required
      .filter((key) => !keys.includes(key))
      .map((key) =>
        problem("required", key, "is required here and cannot be filled in here.", "在此必填，却不可填写。"),
      ),
    ...hidden
      .filter((key) => keys.includes(key))
      .map((key) => problem("hidden", key, "is hidden here and to be filled in here.", "在此隐藏，却需填写。")),
  ]
}

export function checkTemplate(template: string, field: string, node: DraftNode, context: CheckContext): Problem[] {
  const keys = new Set(context.variables.map((variable) => variable.key))
  return placeholdersOf(template)
    .filter(({ key }) => !keys.has(key))
    .map(({ key, start, end }) => {
      const meant = nearest(key, keys)
      return {
        code: "unknownVariable",
        severity: "error",
        place: { nodeId: node.id, field, start, end },
        text: { en: `There is no variable “${key}”.`, zh: `变量“${key}”不存在。` },
        hint: {
          en: "Use a field of the flow or a built-in such as ticket.number.",
          zh: "请使用流程字段或内置变量（如 ticket.number）。",
        },
        ...(meant !== undefined && { suggestion: `{{ ${meant} }}` }),
      }
    })
}

export function checkCalendarId(
  calendarId: SlaPolicy["calendarId"],
  field: string,
  node: Where,
  { calendarIds }: Pick<CheckContext, "calendarIds">,
): Problem[] {
  if (!calendarId || calendarId === "always" || !calendarIds || calendarIds.has(calendarId)) return []
  return [nodeProblem(node, field, "unknownCalendar", { en: "The calendar is gone.", zh: "所选日历已不存在。" })]
}

type Who = { people: PeopleRule; empty: EmptyRule; distribution?: Distribution }

export function checkPeople({ people, empty, distribution }: Who, node: DraftNode, context: CheckContext): Problem[] {
  const problems = ruleChecks[people.type](people as never, node, context)
  if (distribution === "queue" && queueOf(people) === null) problems.push(queueNeedsGroup(node, "distribution"))
  const { directory, settings } = context
  if (empty.type === "named") problems.push(...checkPersons(empty.personIds, "empty", node, directory))
  if (
    empty.type === "flowAdministrator" &&
    directory &&
    administratorsOf(directory, settings.administratorIds).length === 0
  ) {
    const text = { en: "The flow has no administrator.", zh: "流程没有管理员。" }
    problems.push(nodeProblem(node, "empty", "noAdministrator", text))
  }
  return problems
}

function queueNeedsGroup(node: DraftNode, field: string): Problem {
  const text = { en: "Only a group has a queue.", zh: "只有组才有队列。" }
  const hint = { en: "Choose a role, a unit or a skill group.", zh: "请将办理人设为角色、部门或技能组。" }
  return nodeProblem(node, field, "queueNeedsGroup", text, { hint })
}

type RuleCheck<T extends PeopleRule["type"]> = (
  rule: Extract<PeopleRule, { type: T }>,
  node: DraftNode,
  context: CheckContext,
) => Problem[]

const ruleChecks: { [T in PeopleRule["type"]]: RuleCheck<T> } = {
  named: ({ personIds }, node, { directory }) =>
    personIds.length === 0
      ? [nodeProblem(node, "people", "nobodyNamed", { en: "Nobody is named.", zh: "尚未指定人员。" })]
      : checkPersons(personIds, "people", node, directory),

  role: ({ role }, node, { directory }) =>
    directory && !directory.people.some((person) => person.active && person.roles.includes(role))
      ? [warning(node, { en: "Nobody has this role now.", zh: "当前没有人员具有该角色。" })]
      : [],

  unit: (rule, node, { directory }) =>
    checkUnit(rule.unitId, node, directory) ??
    (!directory || hasMembers(rule, directory)
      ? []
      : [warning(node, { en: "Nobody is in this unit now.", zh: "该部门当前没有成员。" })]),

  unitHead: ({ unitId }, node, { directory }) =>
    checkUnit(unitId, node, directory) ?? checkHead(unitId, node, directory),

  supervisor: ({ level }, node, context) => checkSupervisors(node, context, (heads) => heads.length >= level),
  supervisorsUpTo: (_, node, context) => checkSupervisors(node, context, (heads) => heads.length > 0),

  skillGroup: (rule, node, { directory }) => {
    if (!directory) return []
    if (!directory.skillGroups.some((group) => group.id === rule.skillGroupId)) {
      const text = { en: "The skill group is gone.", zh: "技能组已不存在。" }
      return [nodeProblem(node, "people", "unknownSkillGroup", text)]
    }
    if (hasMembers(rule, directory)) return []
    return [warning(node, { en: "Nobody is in this skill group now.", zh: "该技能组当前没有成员。" })]
  },

  initiator: () => [],

  supervisorsUntil: ({ until }, node, context) => [
    ...checkSupervisors(node, context, (heads) =>
      until.type === "role" ? heads.some(({ roles }) => roles.includes(until.role)) : heads.length > 0,
    ),
    ...(until.type === "limit" ? checkAmount(until.source, node, context) : []),
  ],

  initiatorChoice: ({ among }, node, context) => (among ? ruleChecks[among.type](among as never, node, context) : []),
  previousChoice: ({ among }, node, context) => (among ? ruleChecks[among.type](among as never, node, context) : []),
  callAgent: () => [],

  field: ({ key }, node, { fieldTypes }) => {
    const type = fieldTypes.get(key)
    if (type === "string" || type === "list<string>") return []
    const text = type
      ? { en: "People are named by a field of text.", zh: "人员字段必须是文本或文本列表。" }
      : { en: `The flow has no field “${key}”.`, zh: `流程中没有字段“${key}”。` }
    return [nodeProblem(node, "people.key", type ? "notPeople" : "unknownField", text)]
  },

  expression: ({ source }, node, { variables }) => {
    const place = { nodeId: node.id, field: "people.source" }
    const { problems, type } = checkExpression(source, { variables, expect: "any" })
    if (problems.length > 0) return problems.map((found) => toProblem(found, place))
    const item = type.base === "list" ? type.element?.base : type.base
    if (item === "string" || item === "unknown") return []
    const text = {
      en: "The expression must give a person's id or e-mail address, or a list of them.",
      zh: "表达式的结果应为人员标识或邮箱，或它们的列表。",
    }
    return [nodeProblem(node, "people.source", "notPeople", text)]
  },
}

function checkAmount(source: string, node: DraftNode, { variables, directory }: CheckContext): Problem[] {
  const field = "people.until.source"
  const { problems, type } = checkExpression(source, { variables, expect: "any" })
  if (problems.length > 0) return problems.map((found) => toProblem(found, { nodeId: node.id, field }))
  if (!isNumber(type) && type.base !== "unknown") {
    const text = { en: "The limit is compared with a number or an amount.", zh: "审批限额须与数字或金额比较。" }
    return [nodeProblem(node, field, "notAmount", text)]
  }
  const isSomebody = directory?.people.some((person) => person.active && (person.approvalLimit ?? null) !== null)
  if (!directory || isSomebody) return []
  const hint = { en: "Set limits on the members page.", zh: "请在成员页设置审批限额。" }
  const text = { en: "Nobody has an approval limit yet.", zh: "尚无成员设置审批限额。" }
  return [nodeProblem(node, "people", "nobodyNow", text, { severity: "warning", hint })]
}

/** Is anybody active in the group, on line or not? */
function hasMembers(rule: PeopleRule, directory: Directory): boolean {
  const queue = queueOf(rule)
  return queue === null || queueMembers(directory, queue).length > 0
}

function warning(node: DraftNode, text: Text): Problem {
  return nodeProblem(node, "people", "nobodyNow", text, { severity: "warning" })
}

export function checkPersons(
  personIds: string[],
  field: string,
  node: Where,
  directory: Directory | undefined,
): Problem[] {
  if (!directory) return []
  const index = indexDirectory(directory)
  return [...new Set(personIds)].flatMap((id) => {
    const person = index.person(id)
    if (!person) {
      return [
        nodeProblem(node, field, "unknownPerson", { en: "A person named here is gone.", zh: "指定的人员不存在。" }),
      ]
    }
    if (person.active) return []
    const text = { en: `${person.name} is no longer active.`, zh: `${person.name}已停用。` }
    return [nodeProblem(node, field, "inactivePerson", text)]
  })
}

/** The problem of a unit that is gone, or null. */
function checkUnit(unitId: string, node: DraftNode, directory: Directory | undefined): Problem[] | null {
  if (!directory || indexDirectory(directory).unit(unitId)) return null
  return [nodeProblem(node, "people", "unknownUnit", { en: "The unit is gone.", zh: "所选部门已不存在。" })]
}

function checkHead(unitId: string, node: DraftNode, directory: Directory | undefined): Problem[] {
  if (!directory) return []
  const index = indexDirectory(directory)
  const unit = index.unit(unitId)
  if (!unit || index.activePerson(unit.headId)) return []
  const text = { en: `${unit.name} has no head.`, zh: `${unit.name}没有负责人。` }
  const hint = { en: "Name a head of the unit, or choose other people.", zh: "请设置部门负责人，或改选其他人员。" }
  return [nodeProblem(node, "people", "unitWithoutHead", text, { hint })]
}

/** Tickets that calls open go up from the home unit: is there anybody whom the rule means? */
function checkSupervisors(
  node: DraftNode,
  context: CheckContext,
  isSomebody: (heads: DirectoryPerson[]) => boolean,
): Problem[] {
  const { settings, directory } = context
  const problems = checkHomeUnit(node, context)
  if (problems.length > 0 || !directory || settings.homeUnitId === null) return problems
  const index = indexDirectory(directory)
  const heads = headsAbove(directory, settings.homeUnitId, null).flatMap(({ personId }) => index.person(personId) ?? [])
  if (isSomebody(heads)) return []
  const unit = index.unit(settings.homeUnitId)?.name ?? ""
  const text = {
    en: `Above “${unit}” there is nobody whom this step means, so tickets opened by calls reach nobody.`,
    zh: `“${unit}”之上没有符合条件的主管，来电建单时派不到人。`,
  }
  return [warning(node, text)]
}

function checkHomeUnit(node: DraftNode, { settings, directory }: CheckContext): Problem[] {
  if (settings.homeUnitId === null) {
    const text = {
      en: "Tickets opened by calls have no supervisor, as the flow has no home unit.",
      zh: "流程未设置归属部门，来电建单时找不到主管。",
    }
    const hint = { en: "Choose a home unit in the flow's settings.", zh: "请在流程设置中选择归属部门。" }
    return [nodeProblem(node, "people", "noHomeUnit", text, { severity: "warning", hint })]
  }
  return checkUnit(settings.homeUnitId, node, directory) ?? []
}
