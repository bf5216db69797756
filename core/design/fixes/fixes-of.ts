import { messages } from "@/core/expression/message"
import { flowLimits } from "@/core/flow/graph"
import type { Problem } from "@/core/problem"
import type { Around, Fix, Fixer } from "./fix"
import * as form from "./form-fixes"
import * as people from "./people-fixes"
import * as routes from "./route-fixes"
import * as steps from "./step-fixes"
import * as values from "./value-fixes"

/** How problems are mended, by their code. A code without an entry is for people to decide. */
export const fixers: Readonly<Record<string, Fixer>> = {
  noStart: steps.addStart,
  twoStarts: steps.removeStart,
  unreachable: steps.removeUnreachable,
  deadEnd: steps.connectToEnd,
  automaticLoop: steps.personInLoop,
  exitNotConnected: steps.connectExit,
  unknownKind: steps.takeOut,
  doneTwice: steps.insertJoin,
  needlessJoin: steps.takeOut,
  oneRoute: steps.takeOut,
  needlessTermination: values.useDefault,
  selfLoop: steps.endSelfLoop,
  unnamedStep: steps.nameStep,
  sameName: steps.nameStep,
  coveredStep: steps.moveAside,
  danglingEdge: routes.removeEdge,
  noEntry: routes.removeEdge,
  exitTwice: routes.removeEdge,
  unknownExit: routes.mendExit,
  noFallback: routes.lastIsFallback,
  twoFallbacks: routes.stepDown,
  noCondition: routes.fallbackOrRemove,
  sameCondition: routes.removeRoute,
  neverTrue: routes.removeRoute,
  alwaysTrue: routes.alwaysIsFallback,
  shadowedRoute: routes.tryFirst,
  joinNeverFull: values.useSuggestion,
  tooFewBranches: values.useSuggestion,
  unknownVariable: values.mendPlaceholder,
  unknownField: (problem, around) => [...values.dropUnknownFields(problem, around), ...people.noScore(problem, around)],
  scoreFieldType: people.noScore,
  fieldRights: values.dropRights,
  noExpression: values.removeLine,
  fieldTwice: values.keepLast,
  neverPaused: values.clearValue,
  unknownCalendar: values.usualCalendar,
  queueNeedsGroup: values.useDefault,
  nobodyNamed: people.otherPeople,
  nobodyNow: people.otherPeople,
  nobodyChooses: people.otherPeople,
  unitWithoutHead: people.otherPeople,
  unknownUnit: people.otherPeople,
  unknownSkillGroup: people.otherPeople,
  inactivePerson: values.dropPeople,
  unknownPerson: values.dropPeople,
  noHomeUnit: people.chooseHomeUnit,
  noAdministrator: people.holdInstead,
  tooFewPeople: people.askAll,
  notAnApproval: values.dropAction,
  notATodo: values.dropAction,
  unknownStep: values.dropAction,
  tierOrder: values.sortTiers,
  tierBeforeStart: values.delayTier,
  unusedField: form.removeField,
  neverFilled: form.askAtStart,
  dependsOnLater: form.moveBehind,
  dependsOnItself: form.alwaysShown,
  neverShown: form.alwaysShown,
  badField: form.ownKey,
  badInitial: values.clearValue,
  wrongFieldType: form.typeOfKind,
  noName: form.nameSla,
  duplicateId: form.nameSla,
}

/** The ways to mend a problem, the likeliest first. Of an expression: what was meant, where the checker knows it. Pure. */
export function fixesOf(problem: Problem, around: Around): Fix[] {
  // What is beyond its limits has to become smaller first; walking it for each problem would hold the page up.
  if (around.graph.nodes.length > flowLimits.nodes || around.graph.edges.length > flowLimits.edges) return []
  const own = Object.hasOwn(fixers, problem.code) ? fixers[problem.code] : undefined
  if (own) return own(problem, around)
  return Object.hasOwn(messages, problem.code) ? values.useSuggestion(problem, around) : []
}
