import { approval } from "../nodes/approval"
import { edge, node, route, type Starter, type StarterContext } from "./starter"
import { agentsOf, ladder, optional, required, sayIn, toAdministrator } from "./usual"

const fields = [
  required("account", "string", "Account", "客户账号"),
  required("problem", "string", "Problem", "异常类型", [
    ["fraud", "Somebody else uses it", "疑似被他人使用"],
    ["phone", "Phone number lost", "手机号丢失或更换"],
    ["expired", "Document expired", "证件过期"],
  ]),
  optional("lastSeen", "string", "Last transaction the customer knows", "客户认可的最后一笔交易"),
  required("isProven", "bool", "Identity is proven", "身份已核实"),
]

/** A suspicion of fraud freezes the account within ten minutes, day and night; everything else is put right in turn. */
export function identityProblem(context: StarterContext): Starter {
  const say = sayIn(context.locale)
  const people = agentsOf(context)
  const { homeUnitId, administratorIds } = context
  return {
    key: "identityProblem",
    name: say("Identity problem", "身份异常"),
    description: say(
      "Suspected fraud freezes the account within ten minutes; lost numbers and expired documents are put right in turn.",
      "疑似盗用十分钟内冻结账户；号码丢失、证件过期按序核实处理。",
    ),
    draft: {
      fields,
      settings: { homeUnitId, administratorIds },
      nodes: [
        node("start", "start", say("Start", "开始"), [0, 0.6], { fields: ["account", "problem", "lastSeen"] }),
        node("what", "exclusive", say("What is wrong?", "异常类型"), [1, 0.6], {}),
        node("urgent", "createTicket", say("Urgent ticket", "紧急工单"), [2, 0], {
          title: say("Fraud? Account {{ account }}", "疑似盗用：账户 {{ account }}"),
          priority: "urgent",
          category: say("Identity", "身份异常"),
        }),
        node("freeze", "handle", say("Freeze the account", "冻结账户"), [3, 0], {
          instructions: say(
            "Freeze first, ask then. Last known: {{ lastSeen }}.",
            "先冻结，再核实。客户认可的最后一笔交易：{{ lastSeen }}。",
          ),
          people,
          distribution: "longestIdle",
          empty: toAdministrator,
          sla: { ...ladder(10, 5), calendarId: "always" },
          fields: [],
        }),
        node("warn", "remind", say("Tell the supervisors", "通知主管"), [4, 0], {
          people: { type: "role", role: "supervisor" },
          channels: ["inApp", "wecom"],
          message: say("Account {{ account }} is frozen: suspected fraud.", "账户 {{ account }} 因疑似盗用已冻结。"),
        }),
        node("usual", "createTicket", say("Create ticket", "创建工单"), [2, 1.2], {
          title: say("Identity of {{ account }}", "账户 {{ account }} 身份核实"),
          priority: "normal",
          category: say("Identity", "身份异常"),
        }),
        node("verify", "handle", say("Prove the identity", "核实身份"), [5, 0.6], {
          instructions: say(
            "Ask for the document and two facts only the holder knows.",
            "核对证件，并询问两项仅本人知道的信息。",
          ),
          people,
          distribution: "roundRobin",
          empty: toAdministrator,
          sla: ladder(120),
          fields: ["isProven"],
        }),
        node("proven", "exclusive", say("Proven?", "是否核实？"), [6, 0.6], {}),
        node("release", "approval", say("Release", "解除限制"), [7, 0.2], {
          ...approval.defaults(),
          instructions: say(
            "Identity of {{ account }} is proven. Release it?",
            "账户 {{ account }} 身份已核实，是否解除限制？",
          ),
          people: { type: "supervisor", level: 1 },
          mode: "orSign",
          empty: toAdministrator,
          sla: ladder(60),
        }),
        node("released", "close", say("Put right", "已恢复"), [8, 0.2], {
          resolution: { code: "restored", text: { en: "Put right", zh: "已恢复正常" } },
        }),
        node("held", "close", say("Stays frozen", "保持冻结"), [7, 1.4], {
          resolution: {
            code: "unproven",
            text: { en: "Identity not proven; the account stays frozen", zh: "未能核实身份，账户保持冻结" },
          },
        }),
      ],
      edges: [
        edge("start", "next", "what"),
        route("what", "urgent", say("fraud", "疑似盗用"), 'problem == "fraud"'),
        route("what", "usual", say("anything else", "其他")),
        edge("urgent", "next", "freeze"),
        edge("freeze", "done", "warn"),
        edge("warn", "next", "verify"),
        edge("usual", "next", "verify"),
        edge("verify", "done", "proven"),
        route("proven", "release", say("yes", "是"), "isProven"),
        route("proven", "held", say("no", "否")),
        edge("release", "approved", "released"),
        edge("release", "rejected", "held"),
      ],
    },
  }
}
