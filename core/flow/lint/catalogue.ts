import type { Severity } from "@/core/problem"

/** What a code is about, for docs/lints.md. `when`: what has to be so for it to be said. */
type Entry = { severity: Severity; when: string }
type Group = { title: string; entries: Readonly<Record<string, Entry>> }

const error = (when: string): Entry => ({ severity: "error", when })
const warning = (when: string): Entry => ({ severity: "warning", when })
const advice = (when: string): Entry => ({ severity: "advice", when })

/** Every code a flow's checks can say, by what it is about. Expressions have codes of their own (core/expression/message). */
export const catalogue: readonly Group[] = [
  {
    title: "How steps hang together",
    entries: {
      noStart: error("there is no start"),
      twoStarts: error("there is more than one start"),
      noEnd: error("no close node can be reached from the start"),
      unreachable: warning("no route leads to a step"),
      deadEnd: error("a ticket at a step can never be closed"),
      automaticLoop: error("nothing in a circle of steps waits for a person, a time or an answer"),
      exitNotConnected: error("a way out that must lead somewhere leads nowhere"),
      exitTwice: error("a way out that leads to one place leads to two"),
      unknownExit: error("an edge leaves by a way out that its step does not have"),
      danglingEdge: error("an edge is not connected at both ends"),
      noEntry: error("an edge leads to the start"),
      selfLoop: warning("a way out of a step leads straight back to it"),
      unknownKind: error("the kind of a step is not known, or was never chosen"),
      noStep: error("a jump has no target"),
      unknownStep: error("a return, a jump or a warning names a step that is gone"),
      duplicateId: error("two steps, edges or SLAs have one id"),
    },
  },
  {
    title: "Splits, branches and joins",
    entries: {
      noFallback: error("a split has no route for what no condition covers"),
      twoFallbacks: error("a split has more than one fallback"),
      noCondition: error("a route of a split has neither a condition nor is it the fallback"),
      sameCondition: warning("an earlier route of the split has the same condition"),
      alwaysTrue: warning("a condition is proven to hold in every case"),
      neverTrue: warning("a condition is proven to hold in no case"),
      shadowedRoute: warning("whenever a condition holds, an earlier route is proven to be taken"),
      oneRoute: advice("a split has one route only"),
      tooManyBranches: error("a split has more routes than a ticket may have branches"),
      doneTwice: warning("branches of one split come to a step without a join, which is then done once for each"),
      tooFewBranches: error("a join waits for more branches than edges lead to it"),
      joinNeverFull: warning("a join waits for more branches than can ever come, because some exclude each other"),
      needlessTermination: advice("an end ends all branches in a flow that has none"),
      needlessJoin: advice("no two branches of one split lead to a join"),
      branchMissesJoin: advice("a branch never comes to the join where the others meet"),
    },
  },
  {
    title: "People",
    entries: {
      nobodyNamed: error("nobody is named"),
      nobodyNow: warning(
        "a role, unit, skill group or level of supervisors has nobody in it now, or nobody has a limit",
      ),
      nobodyChooses: warning("the step before chooses a step's people, and nobody works on the ticket before it"),
      unknownPerson: error("a person named is gone"),
      inactivePerson: error("a person named has left"),
      unknownUnit: error("a unit is gone"),
      unitWithoutHead: error("a unit whose head is asked for has none"),
      unknownSkillGroup: error("a skill group is gone"),
      notPeople: error("an expression or field gives something other than people"),
      notAmount: error("an approval limit is compared with something that is no amount"),
      noHomeUnit: warning("supervisors are asked for, and the flow has no home unit for tickets that calls open"),
      noAdministrator: error("the flow's administrators stand in, and there are none"),
      queueNeedsGroup: error("a queue is asked for where no group is named"),
      tooFewPeople: error("more approvals are needed than people are named"),
    },
  },
  {
    title: "Deadlines and warnings",
    entries: {
      tierBeforeStart: error("a warning would come before its clock starts, as the deadline is too short for it"),
      tierOrder: error("a warning comes no later than the one above it"),
      notAnApproval: error("a warning decides where nobody votes"),
      notATodo: error("a warning hands over what is no todo"),
      neverPaused: warning("a clock has a condition to go on and none to pause"),
      unknownCalendar: error("a calendar is gone"),
      noName: error("an SLA of tickets has no name"),
      silentDeadline: advice("nobody is told when a deadline comes near or passes"),
      longerThanTicket: warning("a step may take longer than the whole ticket, by the same calendar"),
    },
  },
  {
    title: "Fields and values",
    entries: {
      unknownField: error("a field that a step names is gone"),
      unknownVariable: error("a text names a value that is not there"),
      unusedField: advice("no step shows, reads or fills a field"),
      neverFilled: warning("a field is read and nobody ever fills it in"),
      readTooEarly: warning("a step reads a field that no step before it can have filled"),
      writtenOnly: advice("a step fills a field that nothing reads and nobody will see"),
      fieldRights: error("a field is required or hidden in contradiction to what is filled in"),
      fieldTwice: error("a step sets one field twice"),
      rowsField: error("a step sets a table or files"),
      noExpression: error("a value has no expression"),
      scoreFieldType: error("a score goes into a field of another type"),
      notAList: error("items come from a field that is no list"),
      badField: error("a key is taken, or is the first part of another"),
      unknownFieldKind: error("the kind of a field is not known"),
      wrongFieldType: error("a field holds another type than its kind"),
      noChoices: error("a choice has no options"),
      badSetting: error("a setting of a field contradicts another"),
      badPattern: error("a pattern cannot be read"),
      badInitial: error("a form begins with what it would not take"),
      dependsOnItself: error("whether a field is shown hangs on itself"),
      dependsOnLater: warning("whether a field is shown hangs on one that comes after it"),
      neverShown: warning("a field is proven to be shown in no case"),
    },
  },
  {
    title: "Services and other flows",
    entries: {
      unknownService: error("a service is gone, or none is chosen"),
      badAddress: error("the address of a call cannot be right"),
      badPath: error("a path of an own kind cannot be right"),
      badName: error("a member that is sent cannot be called so"),
      memberTwice: error("a member is sent twice"),
      badPointer: error("a part of an answer cannot be found so"),
      noFlow: error("no flow is chosen"),
      unknownFlow: error("a flow is gone or has never been published"),
      valueMissing: error("a setting of an own kind is missing"),
      valueInvalid: error("a setting of an own kind is not of its type"),
      outcomeTwice: error("two outcomes of a call back have one code"),
    },
  },
  {
    title: "Names, places and limits",
    entries: {
      unnamedStep: advice("a step has no name"),
      sameName: advice("two steps have one name"),
      coveredStep: advice("a step lies on another"),
      invalid: error("a value is not of its kind"),
      tooMany: error("the flow has more steps, edges or fields than it may"),
      tooLarge: error("the flow is too large"),
    },
  },
]

export const severityOf = new Map(
  catalogue.flatMap(({ entries }) => Object.entries(entries).map(([code, { severity }]) => [code, severity])),
)
