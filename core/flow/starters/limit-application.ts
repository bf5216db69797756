import { approval } from "../nodes/approval"
import { edge, node, route, type Starter, type StarterContext } from "./starter"
import { agentsOf, ladder, optional, required, sayIn, toAdministrator } from "./usual"

const fields = [
  required("account", "string", "Account", "客户账号"),
  required("limitNow", "money", "Limit now", "当前额度"),
  required("limitAsked", "money", "Limit asked for", "申请额度"),
  optional("income", "money", "Monthly income", "月收入"),
  required("areDocumentsWhole", "bool", "Documents are complete", "资料齐全"),
  required("risk", "string", "Risk", "风险等级", [
    ["low", "Low", "低"],
    ["medium", "Medium", "中"],
    ["high", "High", "高"],
  ]),
]

/** Documents and risk are looked at side by side; then the risk and the size of the step say who decides. */
export function limitApplication(context: StarterContext): Starter {
  const say = sayIn(context.locale)
  const people = agentsOf(context)
  const { homeUnitId, administratorIds } = context
  const work = { people, distribution: "roundRobin", empty: toAdministrator, sla: ladder(240) }
  const asked = {
    ...approval.defaults(),
    mode: "orSign" as const,
    empty: toAdministrator,
    sla: ladder(480),
    fields: [],
  }
  return {
    key: "limitApplication",
    name: say("Limit application", "额度申请"),
    description: say(
      "Documents and risk are checked side by side; the risk says who decides.",
      "资料审核与风险评估并行，按风险等级决定审批人。",
    ),
    draft: {
      fields,
      settings: { homeUnitId, administratorIds },
      nodes: [
        node("start", "start", say("Start", "开始"), [0, 0.5], {
          fields: ["account", "limitNow", "limitAsked", "income"],
        }),
        node("create", "createTicket", say("Create ticket", "创建工单"), [1, 0.5], {
          title: say("Limit of {{ account }}: {{ limitAsked }}", "账户 {{ account }} 申请额度 {{ limitAsked }}"),
          priority: "normal",
          category: say("Limit", "额度"),
        }),
        node("both", "parallel", say("Side by side", "并行审核"), [2, 0.5], { onReject: "fail" }),
        node("documents", "handle", say("Check the documents", "资料审核"), [3, 0], {
          ...work,
          instructions: say("Are proof of income and identity there?", "收入证明与身份资料是否齐全？"),
          fields: ["income", "areDocumentsWhole"],
        }),
        node("assess", "handle", say("Assess the risk", "风险评估"), [3, 1.1], {
          ...work,
          instructions: say(
            "From {{ limitNow }} to {{ limitAsked }}: how much of a risk is it?",
            "额度由 {{ limitNow }} 调整为 {{ limitAsked }}，请评估风险。",
          ),
          fields: ["risk"],
        }),
        node("joined", "join", say("Both done", "审核完成"), [4, 0.5], { wait: "all", count: 1, rest: "cancel" }),
        node("whole", "exclusive", say("What was found?", "审核结论"), [5, 0.5], {}),
        node("supervisor", "approval", say("Supervisor", "主管审批"), [6, 0], {
          ...asked,
          people: { type: "supervisor", level: 1 },
        }),
        node("head", "approval", say("Head of department", "部门负责人审批"), [6, 1.1], {
          ...asked,
          people: { type: "supervisor", level: 3 },
        }),
        node("tell", "copyTo", say("Tell who asked", "告知发起人"), [7, 0.5], {
          people: { type: "initiator" },
          message: say(
            "{{ account }} has a limit of {{ limitAsked }} now.",
            "账户 {{ account }} 的额度已调整为 {{ limitAsked }}。",
          ),
        }),
        node("granted", "close", say("Granted", "已批准"), [8, 0.5], {
          resolution: { code: "granted", text: { en: "Limit granted", zh: "额度已批准" } },
        }),
        node("incomplete", "close", say("Incomplete", "资料不全"), [6, 2.2], {
          resolution: { code: "incomplete", text: { en: "Documents are missing", zh: "资料不齐全" } },
        }),
      ],
      edges: [
        edge("start", "next", "create"),
        edge("create", "next", "both"),
        { ...route("both", "documents", say("documents", "资料")), fallback: false },
        { ...route("both", "assess", say("risk", "风险")), fallback: false },
        edge("documents", "done", "joined"),
        edge("assess", "done", "joined"),
        edge("joined", "next", "whole"),
        route("whole", "incomplete", say("something is missing", "资料不全"), "!areDocumentsWhole", 1),
        route(
          "whole",
          "head",
          say("risky, or a large step", "高风险或提额过大"),
          'risk == "high" || limitAsked > limitNow * 3',
          2,
        ),
        route("whole", "supervisor", say("otherwise", "其他情况")),
        edge("supervisor", "approved", "tell"),
        edge("head", "approved", "tell"),
        edge("tell", "next", "granted"),
      ],
    },
  }
}
