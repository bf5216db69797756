import type { PeopleRule } from "@/core/people/rule"
import type { SlaPolicy } from "@/core/sla/policy"
import type { Field } from "../graph"
import { edge, node, type Starter, type StarterContext } from "./starter"

const fields: Field[] = [
  {
    key: "subject",
    type: "string",
    nullable: false,
    required: true,
    label: { en: "What happened", zh: "投诉事由" },
  },
  {
    key: "severity",
    type: "string",
    nullable: true,
    required: false,
    label: { en: "Severity", zh: "严重程度" },
    values: [
      { value: "minor", label: { en: "Minor", zh: "一般" } },
      { value: "serious", label: { en: "Serious", zh: "严重" } },
      { value: "critical", label: { en: "Critical", zh: "重大" } },
    ],
  },
  {
    key: "result",
    type: "string",
    nullable: false,
    required: true,
    label: { en: "What was done", zh: "处理结果" },
  },
  {
    key: "score",
    type: "int",
    nullable: true,
    required: false,
    label: { en: "Satisfaction (1–5)", zh: "满意度（1–5）" },
  },
]

const handling: SlaPolicy = {
  targetMin: 30,
  calendarId: null,
  tiers: [
    { at: { type: "percent", percent: 50 }, audience: [{ type: "assignee" }], channels: ["inApp"] },
    {
      at: { type: "percent", percent: 100 },
      audience: [{ type: "assignee" }, { type: "supervisor", level: 1 }],
      channels: ["inApp", "wecom"],
    },
    { at: { type: "offset", min: 15 }, audience: [{ type: "supervisor", level: 1 }], channels: ["phone"] },
  ],
}

const visiting: SlaPolicy = {
  targetMin: 240,
  calendarId: null,
  tiers: [{ at: { type: "percent", percent: 100 }, audience: [{ type: "assignee" }], channels: ["inApp", "wecom"] }],
}

/** A complaint is handled within half an hour and the customer called back; not satisfied, it is handled once more. */
export function complaint({ locale, homeUnitId, administratorIds, serviceGroupId }: StarterContext): Starter {
  const say = (en: string, zh: string) => ({ en, zh })[locale]
  const agents: PeopleRule = serviceGroupId
    ? { type: "skillGroup", skillGroupId: serviceGroupId, onlineOnly: false }
    : { type: "role", role: "agent" }
  const empty = { type: "flowAdministrator" }
  return {
    key: "complaint",
    name: say("Complaint", "客户投诉"),
    description: say(
      "A complaint is handled within half an hour, then the customer is called back.",
      "投诉半小时内处理，处理后回访客户；不满意则再次处理。",
    ),
    draft: {
      fields,
      settings: { homeUnitId, administratorIds },
      nodes: [
        node("start", "start", say("Start", "开始"), [0, 0], { fields: ["subject", "severity"] }),
        node("create", "createTicket", say("Create ticket", "创建工单"), [1, 0], {
          title: say("Complaint: {{ subject }}", "投诉：{{ subject }}"),
          priority: "high",
          category: say("Complaint", "投诉"),
        }),
        node("handle", "handle", say("Handle the complaint", "处理投诉"), [2, 0], {
          instructions: say(
            "Call the customer, agree on what to do, write down the result.",
            "联系客户，商定处理办法，并填写处理结果。",
          ),
          people: agents,
          distribution: "roundRobin",
          empty,
          sla: handling,
          fields: ["subject", "severity", "result"],
        }),
        node("visit", "returnVisit", say("Call the customer back", "回访客户"), [3, 0], {
          instructions: say("What was done: {{ result }}", "处理结果：{{ result }}"),
          people: agents,
          distribution: "leastLoaded",
          empty,
          sla: visiting,
          scoreField: "score",
          fields: [],
        }),
        node("again", "remind", say("Tell the supervisors", "通知主管"), [3, 1.4], {
          people: { type: "role", role: "supervisor" },
          channels: ["inApp"],
          message: say(
            "The customer of #{{ ticket.number }} is not satisfied: {{ ticket.title }}",
            "工单 #{{ ticket.number }} 客户不满意：{{ ticket.title }}",
          ),
        }),
        node("resolved", "close", say("Resolved", "已解决"), [4, -0.4], {
          resolution: { code: "resolved", text: { en: "The customer is satisfied", zh: "客户满意" } },
        }),
        node("unreached", "close", say("Not reached", "未接通"), [4, 0.6], {
          resolution: {
            code: "unreached",
            text: { en: "Handled; the customer could not be reached", zh: "已处理，客户未接通" },
          },
        }),
      ],
      edges: [
        edge("start", "next", "create"),
        edge("create", "next", "handle"),
        edge("handle", "done", "visit"),
        edge("visit", "satisfied", "resolved"),
        edge("visit", "unsatisfied", "again"),
        edge("visit", "unreachable", "unreached"),
        edge("again", "next", "handle"),
      ],
    },
  }
}
