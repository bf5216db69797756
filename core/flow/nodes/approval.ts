import * as z from "zod"
import { describePeople } from "@/core/people/describe"
import { initiatorRuleSchema, repeatRuleSchema } from "@/core/people/rule"
import { describeSla } from "@/core/sla/describe"
import type { Text } from "@/core/text"
import type { Dispatch, NodeRun } from "@/core/ticket/node-run"
import { refusalTexts } from "@/core/ticket/refusal"
import type { TodoState } from "@/core/ticket/todo-state"
import { checkFieldKeys, checkFieldRights, checkPeople, checkTemplate, nodeProblem } from "../config-checks"
import {
  distributionConfig,
  emptyConfig,
  fieldKeysConfig,
  fieldRightsConfig,
  instructionsConfig,
  movesConfig,
  panel,
  peopleConfig,
  resumeConfig,
  slaConfig,
  visitSlaConfig,
} from "../config-panel"
import { todoMoves, type Exit, type NodeKind } from "../node-kind"
import { checkSla, checkVisitSla } from "../sla-checks"
import { joinSummary } from "../summary"

const modeTitles: Record<ApprovalMode, Text> = {
  countersign: { en: "Countersign", zh: "会签" },
  orSign: { en: "Or-sign", zh: "或签" },
  sequential: { en: "In sequence", zh: "依次审批" },
}

export const approvalModeSchema = z.enum(["countersign", "orSign", "sequential"])
export type ApprovalMode = z.infer<typeof approvalModeSchema>

/** How many approvals pass a countersign. `percent` is rounded up: 50 % of 3 needs 2. `weight`: of the votes, not the people. */
export const passSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("all") }),
  z.strictObject({ type: z.literal("count"), count: z.int().min(1).max(200) }),
  z.strictObject({ type: z.literal("ratio"), percent: z.int().min(1).max(100) }),
  z.strictObject({
    type: z.literal("weight"),
    percent: z.int().min(1).max(100),
    /** Whoever is not listed has one vote. */
    weights: z.array(z.strictObject({ personId: z.uuid(), weight: z.int().min(1).max(100) })).max(200),
  }),
])
export type Pass = z.infer<typeof passSchema>

/** Where a rejection sends the ticket. What cannot be reached any more is stood in for by the initiator. */
export const rejectPolicySchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("exit") }),
  z.strictObject({ type: z.literal("initiator") }),
  z.strictObject({ type: z.literal("previous") }),
  z.strictObject({ type: z.literal("node"), nodeId: z.string().max(40) }),
  z.strictObject({ type: z.literal("choose") }),
])
export type RejectPolicy = z.infer<typeof rejectPolicySchema>

const countersignOnly = { key: "mode", values: ["countersign"] }

const schema = z.strictObject({
  instructions: instructionsConfig,
  mode: approvalModeSchema.meta(
    panel({
      control: "choice",
      section: "what",
      label: { en: "How it is decided", zh: "审批方式" },
      help: {
        en: "Countersign: all at once, counted. Or-sign: the first decision counts. In sequence: one after another.",
        zh: "会签：同时审批，按票数决定；或签：一人决定即可；依次：按顺序逐个审批。",
      },
      options: approvalModeSchema.options.map((value) => ({ value, label: modeTitles[value] })),
    }),
  ),
  pass: passSchema.meta(
    panel({
      control: "pass",
      section: "what",
      label: { en: "Passes with", zh: "通过条件" },
      visibleWhen: countersignOnly,
    }),
  ),
  veto: z.boolean().meta(
    panel({
      control: "switch",
      section: "what",
      label: { en: "One rejection rejects", zh: "一票否决" },
      visibleWhen: countersignOnly,
    }),
  ),
  waitAll: z.boolean().meta(
    panel({
      control: "switch",
      section: "what",
      label: { en: "Wait for everybody", zh: "等待全部表态" },
      help: {
        en: "Decide only when all have answered, even if the result is certain before.",
        zh: "即使结果已定，也等所有人表态后再得出结论。",
      },
      visibleWhen: countersignOnly,
    }),
  ),
  allMustReject: z.boolean().meta(
    panel({
      control: "switch",
      section: "what",
      label: { en: "Reject only if all reject", zh: "全部驳回才算驳回" },
      visibleWhen: { key: "mode", values: ["orSign"] },
    }),
  ),
  rejectComment: z.boolean().meta(
    panel({
      control: "switch",
      section: "what",
      label: { en: "A rejection needs a reason", zh: "驳回必须填写原因" },
    }),
  ),
  people: peopleConfig,
  distribution: distributionConfig,
  empty: emptyConfig,
  sla: slaConfig,
  visitSla: visitSlaConfig,
  fields: fieldKeysConfig,
  fieldRights: fieldRightsConfig,
  onReject: rejectPolicySchema.default({ type: "exit" }).meta(
    panel({
      control: "rejectPolicy",
      section: "after",
      label: { en: "A rejection", zh: "驳回后" },
      help: {
        en: "Leaves by its exit, or sends the ticket back so that somebody can put it right.",
        zh: "从“驳回”出口离开，或退回到之前的环节重新处理。",
      },
    }),
  ),
  resume: resumeConfig,
  moves: movesConfig,
  initiator: initiatorRuleSchema.default("self").meta(
    panel({
      control: "choice",
      section: "who",
      label: { en: "Whoever opened the ticket", zh: "审批人是发起人时" },
      options: [
        { value: "self", label: { en: "Approves like anybody", zh: "由本人审批" } },
        { value: "skip", label: { en: "Is passed", zh: "自动通过" } },
        { value: "superior", label: { en: "Their superior approves", zh: "转直接上级" } },
        { value: "unitHead", label: { en: "Their unit's head approves", zh: "转部门负责人" } },
      ],
    }),
  ),
  repeat: repeatRuleSchema.default("ask").meta(
    panel({
      control: "choice",
      section: "who",
      label: { en: "Whoever has approved before", zh: "审批人此前已同意时" },
      help: {
        en: "While the form says the same. The trace names the earlier approval.",
        zh: "仅限表单内容未变；轨迹会注明此前的审批。",
      },
      options: [
        { value: "ask", label: { en: "Is asked again", zh: "仍需审批" } },
        {
          value: "skipConsecutive",
          label: { en: "Is passed after the approval just before", zh: "连续审批时自动通过" },
        },
        { value: "skipAny", label: { en: "Is passed after any approval", zh: "自动通过" } },
      ],
    }),
  ),
})
export type ApprovalConfig = z.infer<typeof schema>

/** Approvals needed out of `votes`, in whole numbers. A count may be more than there are; the caller reports it. */
export function approvalsNeeded(pass: Pass, votes: number): number {
  if (pass.type === "count") return pass.count
  return pass.type === "all" ? votes : Math.floor((votes * pass.percent + 99) / 100)
}

function needed({ mode, pass }: ApprovalConfig, votes: number): number {
  if (mode === "countersign") return approvalsNeeded(pass, votes)
  return mode === "orSign" ? 1 : votes
}

function request(config: ApprovalConfig): Dispatch {
  const { people, distribution, empty, sla, mode, pass } = config
  const weights = mode === "countersign" && pass.type === "weight" ? pass.weights : []
  const byPerson = new Map(weights.map(({ personId, weight }) => [personId, weight]))
  return {
    people,
    distribution,
    empty,
    sla,
    sequential: mode === "sequential",
    need: (votes) => needed(config, votes),
    weightOf: (personId) => byPerson.get(personId) ?? 1,
    skips: { initiator: config.initiator, repeat: config.repeat },
    passExit: "approved",
  }
}

type Tally = { approved: number; rejected: number; open: number; need: number }

function tally(run: NodeRun): Tally {
  const count = (...states: TodoState[]) =>
    run
      .seats()
      .filter((todo) => states.includes(todo.state))
      .reduce((votes, { weight = 1 }) => votes + weight, 0)
  return {
    approved: count("approved", "skipped"),
    rejected: count("rejected"),
    open: count("active", "waiting", "approving"),
    need: run.activation.need,
  }
}

type Verdict = "approved" | "rejected" | null

/** What the votes so far amount to. null: not decided yet. */
const verdicts: Record<ApprovalMode, (votes: Tally, config: ApprovalConfig) => Verdict> = {
  countersign({ approved, rejected, open, need }, { veto, waitAll }) {
    if (waitAll && open > 0) return null
    if (veto && rejected > 0) return "rejected"
    // Early, as soon as the missing approvals cannot come any more.
    if (approved + open < need) return "rejected"
    return approved >= need ? "approved" : null
  },
  orSign({ approved, rejected, open }, { allMustReject }) {
    if (approved > 0) return "approved"
    return rejected > 0 && (!allMustReject || open === 0) ? "rejected" : null
  },
  sequential: ({ rejected }) => (rejected > 0 ? "rejected" : null),
}

function advance(run: NodeRun, config: ApprovalConfig, toNodeId?: string): void {
  let verdict = verdicts[config.mode](tally(run), config)
  if (!verdict && config.mode === "sequential") {
    if (run.activateNext(request(config))) return
    verdict = "approved"
  }
  if (!verdict) return
  run.cancelOpen()
  if (verdict === "rejected" && config.onReject.type !== "exit") sendBack(run, config.onReject, toNodeId)
  else run.complete(verdict)
}

function sendBack(run: NodeRun, policy: Exclude<RejectPolicy, { type: "exit" }>, chosen: string | undefined): void {
  const targets = run.returnTargets()
  const asked = {
    initiator: () => undefined,
    previous: () => targets[0],
    node: () => (policy.type === "node" ? policy.nodeId : undefined),
    choose: () => chosen ?? targets[0],
  }[policy.type]()
  run.sendBack(asked !== undefined && targets.includes(asked) ? asked : null)
}

const backTo = {
  initiator: { en: "back to the initiator", zh: "退回发起人" },
  previous: { en: "back to the step before", zh: "退回上一环节" },
  choose: { en: "back to a chosen step", zh: "由驳回人选择退回环节" },
} satisfies Record<Exclude<RejectPolicy["type"], "exit" | "node">, Text>

const backOf = (policy: Exclude<RejectPolicy, { type: "exit" }>): NonNullable<Exit["goesBack"]> =>
  policy.type === "node" ? { nodeId: policy.nodeId } : { to: backTo[policy.type] }

export const approval: NodeKind<ApprovalConfig> = {
  kind: "approval",
  group: "people",
  icon: "stamp",
  title: { en: "Approval", zh: "审批" },
  description: {
    en: "People approve or reject: all together, any one of them, or one after another.",
    zh: "由人员审批：会签、或签或依次审批。",
  },
  schema,
  defaults: () => ({
    instructions: "",
    mode: "countersign",
    pass: { type: "all" },
    veto: false,
    waitAll: false,
    allMustReject: false,
    rejectComment: true,
    people: { type: "supervisor", level: 1 },
    distribution: "all",
    empty: { type: "hold" },
    sla: null,
    visitSla: null,
    fields: [],
    moves: [...todoMoves],
    resume: "again",
    onReject: { type: "exit" },
    initiator: "self",
    repeat: "ask",
  }),
  exits: ({ onReject }) => [
    { id: "approved", title: { en: "Approved", zh: "同意" }, tone: "positive" },
    {
      id: "rejected",
      title: { en: "Rejected", zh: "驳回" },
      tone: "negative",
      optional: true,
      ...(onReject.type !== "exit" && { goesBack: backOf(onReject) }),
    },
  ],
  bpmn: () => ({ element: "userTask" }),
  hasEntry: true,
  summary: ({ people, mode, sla }) => {
    const single = people.type === "supervisor" || people.type === "unitHead" || people.type === "initiator"
    return joinSummary(describePeople(people), single ? null : modeTitles[mode], describeSla(sla))
  },
  actions: ({ rejectComment }) => [
    {
      decision: "approve",
      outcome: null,
      title: { en: "Approve", zh: "同意" },
      tone: "positive",
      commentRequired: false,
    },
    {
      decision: "reject",
      outcome: null,
      title: { en: "Reject", zh: "驳回" },
      tone: "negative",
      commentRequired: rejectComment,
    },
  ],
  form: ({ instructions, fields, fieldRights }) => ({ instructions, fieldKeys: fields, ...fieldRights }),
  sla: ({ sla }) => sla,
  visitSla: ({ visitSla }) => visitSla,
  people: ({ people, distribution, initiator }) => ({ people, distribution, initiator }),
  moves: ({ moves }) => moves,
  resume: ({ resume }) => (resume === "choose" ? null : resume),
  choosesTarget: ({ onReject }) => onReject.type === "choose",
  signing: {
    need: needed,
    advance,
    isSequence: ({ mode }) => mode === "sequential",
    // In a sequence the next one has had their turn; of an or-sign only rejections leave anything undecided.
    mayRetract: ({ mode }) => mode !== "sequential",
  },
  check(config, node, context) {
    const { people, pass, mode, distribution, onReject } = config
    const named = people.type === "named" ? new Set(people.personIds).size : Infinity
    const signersMax = distribution === "all" ? named : 1
    const short = mode === "countersign" && pass.type === "count" && pass.count > signersMax
    return [
      ...checkPeople(config, node, context),
      ...checkSla(config.sla, node, context),
      ...checkVisitSla(config.visitSla, node, context),
      ...checkTemplate(config.instructions, "instructions", node, context),
      ...checkFieldKeys(config.fields, "fields", node, context),
      ...checkFieldRights(config.fieldRights, config.fields, node, context),
      ...(onReject.type === "node" && !context.entries.has(onReject.nodeId)
        ? [nodeProblem(node, "onReject", "unknownStep", { en: "Choose the step.", zh: "请选择要退回的环节。" })]
        : []),
      ...(short
        ? [
            nodeProblem(node, "pass", "tooFewPeople", {
              en: `${pass.count} approvals are needed, but there can only be ${signersMax} signers.`,
              zh: `需要${pass.count}人同意，但最多只有${signersMax}名审批人。`,
            }),
          ]
        : []),
    ]
  },
  // Tried again after an incident in the middle of a sequence, the signers are there already.
  arrive(run, config) {
    if (run.seats().length > 0) {
      advance(run, config)
      return
    }
    run.dispatch(request(config))
    // What is passed by rule may have decided it already.
    if (run.isWaiting() && run.seats().some((seat) => seat.state === "skipped")) advance(run, config)
  },
  decide(run, config, todo, command) {
    const { toNodeId, decision } = command
    if (toNodeId !== undefined && (decision !== "reject" || config.onReject.type !== "choose")) {
      run.refuse("notAllowedHere", refusalTexts.notAllowedHere, "toNodeId")
    }
    if (toNodeId !== undefined && !run.returnTargets().includes(toNodeId)) {
      run.refuse("targetUnknown", refusalTexts.targetUnknown, "toNodeId")
    }
    run.settle(todo, command, config.fields)
    advance(run, config, toNodeId)
  },
}
