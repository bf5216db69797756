import { approval } from "../nodes/approval"
import { edge, node, route, type Starter, type StarterContext } from "./starter"
import { agentsOf, ladder, optional, required, sayIn, toAdministrator } from "./usual"

/** In minor units: up to the first nobody is asked, above the second the manager decides beside the supervisor. */
export const refundLimits = { unasked: 10_000, supervisor: 200_000 } as const

const fields = [
  required("order", "string", "Order number", "订单号"),
  required("amount", "money", "Amount to refund", "退款金额"),
  required("reason", "string", "Reason", "退款原因", [
    ["twice", "Charged twice", "重复扣款"],
    ["notDelivered", "Not delivered", "未收到商品或服务"],
    ["faulty", "Faulty", "质量问题"],
    ["mind", "Changed their mind", "不想要了"],
  ]),
  required("isDue", "bool", "The refund is due", "符合退款条件"),
  required("paidVia", "string", "Paid back via", "退款方式", [
    ["original", "The way it was paid", "原路退回"],
    ["bank", "Bank transfer", "银行转账"],
    ["voucher", "Voucher", "代金券"],
  ]),
  optional("receipt", "string", "Receipt number", "退款流水号"),
]

/** Checked against the order first; then the amount says who is asked, and somebody pays it out. */
export function refund(context: StarterContext): Starter {
  const say = sayIn(context.locale)
  const people = agentsOf(context)
  const { homeUnitId, administratorIds } = context
  const asked = { ...approval.defaults(), empty: toAdministrator, sla: ladder(120), fields: [] }
  return {
    key: "refund",
    name: say("Refund", "退款申请"),
    description: say(
      "The order is checked, the amount says who approves, and the money is paid out within a day.",
      "先核对订单，再按金额审批，审批后一天内完成打款。",
    ),
    draft: {
      fields,
      settings: { homeUnitId, administratorIds },
      nodes: [
        node("start", "start", say("Start", "开始"), [0, 0], { fields: ["order", "amount", "reason"] }),
        node("create", "createTicket", say("Create ticket", "创建工单"), [1, 0], {
          title: say("Refund for order {{ order }}", "订单 {{ order }} 退款"),
          priority: "normal",
          category: say("Refund", "退款"),
        }),
        node("check", "handle", say("Check the order", "核对订单"), [2, 0], {
          instructions: say(
            "Look the order up, and compare what was paid with what is asked back: {{ amount }}.",
            "查询订单，核对实付金额与申请退款金额：{{ amount }}。",
          ),
          people,
          distribution: "leastLoaded",
          empty: toAdministrator,
          sla: ladder(60),
          fields: ["amount", "isDue"],
        }),
        node("due", "exclusive", say("Is it due?", "是否应退？"), [3, 0], {}),
        node("size", "exclusive", say("Who is asked?", "由谁审批？"), [4, 0], {}),
        node("supervisor", "approval", say("Supervisor", "主管审批"), [5, 0], {
          ...asked,
          people: { type: "supervisor", level: 1 },
          mode: "orSign",
        }),
        node("manager", "approval", say("Supervisor and manager", "主管与经理会签"), [5, 1.2], {
          ...asked,
          people: { type: "supervisorsUpTo", level: 2 },
          mode: "countersign",
        }),
        node("pay", "handle", say("Pay it out", "办理退款"), [6, 0], {
          instructions: say("Pay {{ amount }} back, and note the receipt.", "退回 {{ amount }}，并登记流水号。"),
          people,
          distribution: "queue",
          empty: toAdministrator,
          sla: ladder(1440, 120),
          fields: ["paidVia", "receipt"],
        }),
        node("tell", "copyTo", say("Tell who asked", "告知发起人"), [7, 0], {
          people: { type: "initiator" },
          message: say("Order {{ order }}: {{ amount }} paid back.", "订单 {{ order }} 已退款 {{ amount }}。"),
        }),
        node("refunded", "close", say("Refunded", "已退款"), [8, 0], {
          resolution: { code: "refunded", text: { en: "Refunded", zh: "已退款" } },
        }),
        node("declined", "close", say("Not due", "不予退款"), [4, 1.6], {
          resolution: { code: "notDue", text: { en: "The refund is not due", zh: "不符合退款条件" } },
        }),
      ],
      edges: [
        edge("start", "next", "create"),
        edge("create", "next", "check"),
        edge("check", "done", "due"),
        route("due", "size", say("due", "应退"), "isDue"),
        route("due", "declined", say("not due", "不应退")),
        route("size", "pay", say("up to 100", "不超过 100 元"), `amount <= ${refundLimits.unasked}`, 1),
        route("size", "supervisor", say("up to 2,000", "不超过 2000 元"), `amount <= ${refundLimits.supervisor}`, 2),
        route("size", "manager", say("above 2,000", "超过 2000 元")),
        edge("supervisor", "approved", "pay"),
        edge("manager", "approved", "pay"),
        edge("pay", "done", "tell"),
        edge("tell", "next", "refunded"),
      ],
    },
  }
}
