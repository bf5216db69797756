import { checkExpression } from "@/core/expression/check"
import { toProblem } from "@/core/expression/problem"
import type { Problem } from "@/core/problem"
import { tierMinute } from "@/core/sla/clock"
import { givenConditions, type SlaPolicy } from "@/core/sla/policy"
import type { Tier } from "@/core/warning/tier"
import { checkCalendarId, checkPersons, nodeProblem, type Where } from "./config-checks"
import type { DraftNode, FlowSettings } from "./graph"
import type { CheckContext } from "./node-kind"

/** What a clock is checked against, besides its own numbers. */
export type ClockContext = Pick<CheckContext, "clockVariables" | "calendarIds" | "entries" | "directory">

/** What a clock measures, where it stands (a node, or the flow's settings) and what its field is called there. */
type Clock = { of: "todo" | "vote" | "visit" | "ticket"; where: Where; field: string }

/** The clock of a node's todos. */
export function checkSla(sla: SlaPolicy | null, node: DraftNode, context: CheckContext): Problem[] {
  return sla ? checkPolicy(sla, { of: context.isVote ? "vote" : "todo", where: node, field: "sla" }, context) : []
}

/** The clock of each visit of a node. */
export function checkVisitSla(sla: SlaPolicy | null, node: DraftNode, context: CheckContext): Problem[] {
  return sla ? checkPolicy(sla, { of: "visit", where: node, field: "visitSla" }, context) : []
}

/** The clocks of a flow's tickets. */
export function checkTicketSlas({ slas = [] }: FlowSettings, context: ClockContext): Problem[] {
  return slas.flatMap((sla, index) => {
    const field = `settings.slas.${index}`
    const problems = checkPolicy(sla, { of: "ticket", where: {}, field }, context)
    if (sla.name.trim() === "") {
      problems.unshift(nodeProblem({}, `${field}.name`, "noName", { en: "The SLA has no name.", zh: "SLA尚未命名。" }))
    }
    if (slas.findIndex((one) => one.id === sla.id) < index) {
      const text = { en: `Two SLAs have the id “${sla.id}”.`, zh: `SLA标识“${sla.id}”重复。` }
      problems.push(nodeProblem({}, `${field}.id`, "duplicateId", text))
    }
    return problems
  })
}

function checkPolicy(sla: Omit<SlaPolicy, "mayPause">, clock: Clock, context: ClockContext): Problem[] {
  const { where, field } = clock
  const { calendarId, targetMin, tiers } = sla
  const problems = [
    ...checkCalendarId(calendarId, `${field}.calendarId`, where, context),
    ...checkConditions(sla, clock, context),
  ]
  let previous = 0
  for (const [index, tier] of tiers.entries()) {
    const minute = tierMinute(tier, targetMin)
    const place = `${field}.tiers.${index}.at`
    if (minute <= 0) {
      const text = { en: "This warning would come before the clock starts.", zh: "预警时间早于计时开始。" }
      problems.push(nodeProblem(where, place, "tierBeforeStart", text))
    } else if (minute <= previous) {
      const text = { en: "Each tier must come later than the one above it.", zh: "各级预警必须依次推后。" }
      problems.push(nodeProblem(where, place, "tierOrder", text))
    }
    previous = Math.max(previous, minute)
    problems.push(...checkTierAction(tier, `${field}.tiers.${index}.action`, clock, context))
    const named = tier.audience.flatMap((part) => (part.type === "named" ? part.personIds : []))
    problems.push(...checkPersons(named, `${field}.tiers.${index}.audience`, where, context.directory))
  }
  return problems
}

/** Every condition is a yes or no over what the clock may read. */
function checkConditions(
  sla: Pick<SlaPolicy, "conditions" | "mayPause">,
  { where, field }: Clock,
  { clockVariables }: ClockContext,
): Problem[] {
  const given = givenConditions(sla)
  const problems = given.flatMap(([name, source]) => {
    const place = { ...(where.id !== undefined && { nodeId: where.id }), field: `${field}.conditions.${name}` }
    const { problems: found } = checkExpression(source, { variables: clockVariables, expect: "bool" })
    return found.map((fault) => toProblem(fault, place))
  })
  const names = new Set(given.map(([name]) => name))
  if (names.has("resume") && !names.has("pause") && !sla.mayPause) {
    const text = { en: "Nothing ever pauses this clock, so it never resumes.", zh: "没有暂停条件，恢复条件不会生效。" }
    const hint = { en: "Add a pause condition, or leave this one empty.", zh: "请补充暂停条件，或清空恢复条件。" }
    problems.push(nodeProblem(where, `${field}.conditions.resume`, "neverPaused", text, { severity: "warning", hint }))
  }
  return problems
}

function checkTierAction({ action }: Tier, field: string, { of, where }: Clock, context: ClockContext): Problem[] {
  if (!action) return []
  const hasTodo = of === "todo" || of === "vote"
  if (action.type === "autoPass" || action.type === "autoReject") {
    if (of === "vote") return []
    const text = { en: "Only approvals can be decided by a rule.", zh: "只有审批环节可以自动通过或驳回。" }
    return [nodeProblem(where, field, "notAnApproval", text)]
  }
  if (action.type === "reassign" && !hasTodo) {
    const text = { en: "Only a todo can be given to somebody else.", zh: "只有待办的时限可以自动改派。" }
    return [nodeProblem(where, field, "notATodo", text)]
  }
  if (action.type === "jump" && !context.entries.has(action.nodeId)) {
    return [nodeProblem(where, field, "unknownStep", { en: "The step is gone.", zh: "所选环节已不存在。" })]
  }
  const named = action.type === "reassign" && action.to.type === "named" ? action.to.personIds : []
  return checkPersons(named, field, where, context.directory)
}
