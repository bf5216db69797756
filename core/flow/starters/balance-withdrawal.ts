import { approval } from "../nodes/approval"
import { edge, node, route, type Starter, type StarterContext } from "./starter"
import { agentsOf, ladder, optional, required, sayIn, toAdministrator } from "./usual"

const fields = [
  required("account", "string", "Account", "客户账号"),
  required("amount", "money", "Amount to withdraw", "提现金额"),
  required("bankCard", "string", "Card, last four digits", "收款卡号后四位"),
  required("isHolder", "bool", "Card and account belong to the same person", "收款人与账户本人一致"),
  required("fee", "money", "Fee", "手续费"),
  required("payout", "money", "Paid out", "实付金额"),
  optional("receipt", "string", "Receipt number", "打款流水号"),
]

/** Two pairs of eyes before money leaves: whoever takes the call checks, two supervisors sign; a day later somebody asks. */
export function balanceWithdrawal(context: StarterContext): Starter {
  const say = sayIn(context.locale)
  const people = agentsOf(context)
  const { homeUnitId, administratorIds } = context
  return {
    key: "balanceWithdrawal",
    name: say("Balance withdrawal", "余额提现"),
    description: say(
      "Identity is checked, supervisors sign together, and a day later the customer is asked whether it arrived.",
      "核验身份后由主管会签，打款一天后回访是否到账。",
    ),
    draft: {
      fields,
      settings: { homeUnitId, administratorIds },
      nodes: [
        node("start", "start", say("Start", "开始"), [0, 0], { fields: ["account", "amount", "bankCard"] }),
        node("create", "createTicket", say("Create ticket", "创建工单"), [1, 0], {
          title: say("Withdrawal from {{ account }}", "账户 {{ account }} 提现"),
          priority: "normal",
          category: say("Withdrawal", "提现"),
        }),
        node("verify", "handle", say("Check the holder", "核验本人"), [2, 0], {
          instructions: say(
            "Ask the questions of the account, and compare the card's holder.",
            "按账户信息核验身份，并核对收款卡户名。",
          ),
          people,
          distribution: "roundRobin",
          empty: toAdministrator,
          sla: ladder(30, 15),
          fields: ["isHolder"],
        }),
        node("holder", "exclusive", say("Same person?", "是否本人？"), [3, 0], {}),
        node("sum", "setValues", say("Work out the fee", "计算手续费"), [4, 0], {
          values: [
            { field: "fee", source: "amount > 100000 ? amount / 1000 : 100" },
            { field: "payout", source: "amount > 100000 ? amount - amount / 1000 : amount - 100" },
          ],
        }),
        node("sign", "approval", say("Two signatures", "双人会签"), [5, 0], {
          ...approval.defaults(),
          instructions: say(
            "{{ payout }} to card …{{ bankCard }}, fee {{ fee }}.",
            "向尾号 {{ bankCard }} 的卡打款 {{ payout }}，手续费 {{ fee }}。",
          ),
          people: { type: "supervisorsUpTo", level: 2 },
          mode: "countersign",
          pass: { type: "all" },
          veto: true,
          empty: toAdministrator,
          sla: ladder(240),
        }),
        node("pay", "handle", say("Pay it out", "打款"), [6, 0], {
          instructions: say(
            "Pay {{ payout }} to card …{{ bankCard }}.",
            "向尾号 {{ bankCard }} 的卡打款 {{ payout }}。",
          ),
          people,
          distribution: "queue",
          empty: toAdministrator,
          sla: ladder(480),
          fields: ["receipt"],
        }),
        node("day", "wait", say("A day", "等待一天"), [7, 0], {
          wait: { type: "minutes", minutes: 1440, calendarId: "always" },
        }),
        node("ask", "returnVisit", say("Has it arrived?", "是否到账？"), [8, 0], {
          instructions: say("Receipt {{ receipt }}: has the money arrived?", "流水号 {{ receipt }}：款项是否到账？"),
          people,
          distribution: "leastLoaded",
          empty: toAdministrator,
          sla: ladder(240),
          scoreField: null,
          fields: [],
          outcomes: [
            { id: "arrived", title: { en: "Arrived", zh: "已到账" }, tone: "positive", again: false },
            { id: "missing", title: { en: "Not arrived", zh: "未到账" }, tone: "negative", again: false },
            { id: "unreachable", title: { en: "Not reached", zh: "未接通" }, tone: "neutral", again: true },
          ],
          attempts: { max: 2, everyMin: 120, calendarId: null },
        }),
        node("paid", "close", say("Paid out", "已提现"), [9, 0], {
          resolution: { code: "paidOut", text: { en: "Paid out", zh: "提现完成" } },
        }),
        node("refused", "close", say("Not the holder", "非本人"), [4, 1.4], {
          resolution: { code: "notHolder", text: { en: "Card and account differ", zh: "收款人与账户不一致" } },
        }),
      ],
      edges: [
        edge("start", "next", "create"),
        edge("create", "next", "verify"),
        edge("verify", "done", "holder"),
        route("holder", "sum", say("yes", "是"), "isHolder"),
        route("holder", "refused", say("no", "否")),
        edge("sum", "next", "sign"),
        edge("sign", "approved", "pay"),
        edge("pay", "done", "day"),
        edge("day", "next", "ask"),
        edge("ask", "arrived", "paid"),
        edge("ask", "missing", "pay"),
        edge("ask", "unreachable", "paid"),
      ],
    },
  }
}
