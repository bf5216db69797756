import type { Tier } from "@/core/warning/tier"
import type { Field } from "../graph"
import { approval, type ApprovalConfig } from "../nodes/approval"
import { edge, node, route, type Starter, type StarterContext } from "./starter"

/** Amounts in minor units: below the first the supervisor decides alone, up to the second the manager does. */
export const feeLimits = { supervisor: 50_000, manager: 200_000 } as const

const fields: Field[] = [
  {
    key: "amount",
    type: "money",
    nullable: false,
    required: true,
    label: { en: "Amount to waive", zh: "减免金额" },
  },
  {
    key: "reason",
    type: "string",
    nullable: false,
    required: true,
    label: { en: "Reason", zh: "减免原因" },
    values: [
      { value: "hardship", label: { en: "Customer in hardship", zh: "客户困难" } },
      { value: "serviceFault", label: { en: "Our mistake", zh: "我方失误" } },
      { value: "loyalty", label: { en: "Long-standing customer", zh: "老客户关怀" } },
      { value: "other", label: { en: "Other", zh: "其他" } },
    ],
  },
  {
    key: "account",
    type: "string",
    nullable: true,
    required: false,
    label: { en: "Account", zh: "客户账号" },
  },
  {
    key: "note",
    type: "string",
    nullable: true,
    required: false,
    label: { en: "Note", zh: "备注" },
  },
]

/** Late: a message at once, an SMS after 15 minutes that the superior gets too, and after 30 the phone rings. */
const tiers: Tier[] = [
  { at: { type: "offset", min: 0 }, audience: [{ type: "assignee" }], channels: ["inApp", "wecom"] },
  {
    at: { type: "offset", min: 15 },
    audience: [{ type: "assignee" }, { type: "supervisor", level: 1 }],
    channels: ["sms"],
  },
  {
    at: { type: "offset", min: 30 },
    audience: [{ type: "assignee" }, { type: "supervisor", level: 1 }],
    channels: ["phone"],
  },
]

function approvalBy(level: number, fieldKeys: string[]): ApprovalConfig {
  return {
    ...approval.defaults(),
    people: { type: "supervisor", level },
    empty: { type: "flowAdministrator" },
    // Several administrators may stand in; one of them is enough.
    mode: "orSign",
    sla: { targetMin: 60, calendarId: null, tiers },
    fields: fieldKeys,
  }
}

/**
 * A caller asks for a fee to be waived: supervisor, then manager, then head of department, each only above what the one
 * before may decide.
 */
export function feeReduction({ locale, homeUnitId, administratorIds }: StarterContext): Starter {
  const say = (en: string, zh: string) => ({ en, zh })[locale]
  return {
    key: "feeReduction",
    name: say("Fee reduction", "费用减免"),
    description: say(
      "A caller asks for a fee to be waived. Who approves depends on the amount.",
      "客户来电申请减免费用，按金额逐级审批。",
    ),
    draft: {
      fields,
      settings: { homeUnitId, administratorIds },
      nodes: [
        node("start", "start", say("Start", "开始"), [0, 0], { fields: fields.map((field) => field.key) }),
        node("create", "createTicket", say("Create ticket", "创建工单"), [1, 0], {
          title: say("Fee reduction {{ call.caller }}", "费用减免 {{ call.caller }}"),
          priority: "normal",
          category: say("Fee reduction", "费用减免"),
        }),
        node("supervisor", "approval", say("Supervisor", "主管审批"), [2, 0], approvalBy(1, ["amount", "reason"])),
        node("small", "exclusive", say("Below 500?", "低于 500 元？"), [3, 0], {}),
        node("manager", "approval", say("Manager", "经理审批"), [4, 0], approvalBy(2, [])),
        node("medium", "exclusive", say("Up to 2,000?", "不超过 2000 元？"), [5, 0], {}),
        node("head", "approval", say("Head of department", "部门负责人审批"), [6, 0], approvalBy(3, [])),
        node("waived", "close", say("Waived", "同意减免"), [7, 1], {
          resolution: { code: "waived", text: { en: "Fee waived", zh: "已同意减免" } },
        }),
      ],
      edges: [
        edge("start", "next", "create"),
        edge("create", "next", "supervisor"),
        edge("supervisor", "approved", "small"),
        route("small", "waived", say("below 500", "低于 500 元"), `amount < ${feeLimits.supervisor}`),
        route("small", "manager", say("500 and more", "500 元及以上")),
        edge("manager", "approved", "medium"),
        route("medium", "waived", say("up to 2,000", "不超过 2000 元"), `amount <= ${feeLimits.manager}`),
        route("medium", "head", say("above 2,000", "超过 2000 元")),
        edge("head", "approved", "waived"),
      ],
    },
  }
}
