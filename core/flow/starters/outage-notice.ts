import { approval } from "../nodes/approval"
import { edge, node, route, type Starter, type StarterContext } from "./starter"
import { agentsOf, ladder, optional, required, sayIn, toAdministrator } from "./usual"

const fields = [
  required("what", "string", "What is down", "故障内容"),
  required("area", "string", "Where", "影响范围"),
  optional("customers", "int", "Customers affected", "影响客户数"),
  required("announcement", "string", "Announcement", "公告内容"),
  required("isOver", "bool", "It works again", "故障已恢复"),
]

/** The announcement is approved in a quarter of an hour and goes everywhere at once; every hour somebody looks again. */
export function outageNotice(context: StarterContext): Starter {
  const say = sayIn(context.locale)
  const people = agentsOf(context)
  const { homeUnitId, administratorIds } = context
  const everybody = { type: "role", role: "agent" }
  const atOnce = { ...ladder(15, 10), calendarId: "always" }
  return {
    key: "outageNotice",
    name: say("Outage notice", "故障公告"),
    description: say(
      "One text, approved in a quarter of an hour, goes to agents and the phone menu; every hour somebody looks again.",
      "公告一刻钟内审批，同步坐席与语音导航，每小时复查直至恢复。",
    ),
    draft: {
      fields,
      settings: { homeUnitId, administratorIds },
      nodes: [
        node("start", "start", say("Start", "开始"), [0, 1], {
          fields: ["what", "area", "customers", "announcement"],
        }),
        node("create", "createTicket", say("Create ticket", "创建工单"), [1, 1], {
          title: say("Outage: {{ what }}, {{ area }}", "故障：{{ area }} {{ what }}"),
          priority: "urgent",
          category: say("Outage", "故障"),
        }),
        node("text", "approval", say("Approve the text", "审批公告"), [2, 1], {
          ...approval.defaults(),
          instructions: "{{ announcement }}",
          people: { type: "supervisor", level: 1 },
          mode: "orSign",
          empty: toAdministrator,
          sla: atOnce,
          fields: ["announcement"],
          onReject: { type: "initiator" },
        }),
        node("all", "parallel", say("Everywhere at once", "同步发布"), [3, 1], { onReject: "fail" }),
        node("agents", "remind", say("Tell the agents", "通知坐席"), [4, 0], {
          people: everybody,
          channels: ["inApp"],
          message: "{{ announcement }}",
        }),
        node("menu", "handle", say("Change the phone menu", "更新语音导航"), [4, 1], {
          instructions: say("Record: {{ announcement }}", "录制公告：{{ announcement }}"),
          people,
          distribution: "longestIdle",
          empty: toAdministrator,
          sla: atOnce,
          fields: [],
        }),
        node("bosses", "remind", say("Tell the supervisors", "通知主管"), [4, 2], {
          people: { type: "role", role: "supervisor" },
          channels: ["inApp", "wecom"],
          message: say(
            "{{ what }}, {{ area }}: {{ customers }} customers.",
            "{{ area }} {{ what }}，影响客户 {{ customers }} 人。",
          ),
        }),
        node("out", "join", say("All told", "发布完成"), [5, 1], { wait: "all", count: 1, rest: "cancel" }),
        node("hour", "wait", say("An hour", "等待一小时"), [6, 1], {
          wait: { type: "minutes", minutes: 60, calendarId: "always" },
        }),
        node("look", "handle", say("Does it work again?", "是否恢复？"), [7, 1], {
          instructions: say("Ask operations about: {{ what }}", "向运维确认：{{ what }}"),
          people,
          distribution: "longestIdle",
          empty: toAdministrator,
          sla: atOnce,
          fields: ["isOver"],
        }),
        node("over", "exclusive", say("Over?", "已恢复？"), [8, 1], {}),
        node("again", "jump", say("Look again", "继续复查"), [9, 1.8], { nodeId: "hour" }),
        node("tell", "remind", say("Give the all-clear", "恢复通知"), [9, 0.6], {
          people: everybody,
          channels: ["inApp"],
          message: say("{{ what }}, {{ area }}: works again.", "{{ area }} {{ what }} 已恢复。"),
        }),
        node("closed", "close", say("Over", "已恢复"), [10, 0.6], {
          resolution: { code: "over", text: { en: "Works again", zh: "故障已恢复" } },
        }),
      ],
      edges: [
        edge("start", "next", "create"),
        edge("create", "next", "text"),
        edge("text", "approved", "all"),
        { ...route("all", "agents", say("agents", "坐席")), fallback: false },
        { ...route("all", "menu", say("phone menu", "语音导航")), fallback: false },
        { ...route("all", "bosses", say("supervisors", "主管")), fallback: false },
        edge("agents", "next", "out"),
        edge("menu", "done", "out"),
        edge("bosses", "next", "out"),
        edge("out", "next", "hour"),
        edge("hour", "next", "look"),
        edge("look", "done", "over"),
        route("over", "tell", say("yes", "是"), "isOver"),
        route("over", "again", say("no", "否")),
        edge("tell", "next", "closed"),
      ],
    },
  }
}
