import { edge, node, type Starter, type StarterContext } from "./starter"
import { agentsOf, ladder, optional, required, sayIn, toAdministrator } from "./usual"

const fields = [
  required("topic", "string", "What it is about", "回电事由"),
  required("number", "string", "Number to call", "回拨号码"),
  required("callAt", "timestamp", "When to call", "回电时间"),
  optional("result", "string", "What came of it", "沟通结果"),
]

/** A promised call is made when it was promised, three times if need be, and by somebody who has time then. */
export function callBack(context: StarterContext): Starter {
  const say = sayIn(context.locale)
  const people = agentsOf(context)
  const { homeUnitId, administratorIds } = context
  return {
    key: "callBack",
    name: say("Call-back", "预约回电"),
    description: say(
      "Waits until the promised time, tries three times, and hands on what the call leaves to do.",
      "到约定时间自动提醒回拨，最多三次，遗留事项转入办理。",
    ),
    draft: {
      fields,
      settings: { homeUnitId, administratorIds },
      nodes: [
        node("start", "start", say("Start", "开始"), [0, 0.4], { fields: ["topic", "number", "callAt"] }),
        node("create", "createTicket", say("Create ticket", "创建工单"), [1, 0.4], {
          title: say("Call back: {{ topic }}", "回电：{{ topic }}"),
          priority: "normal",
          category: say("Call-back", "预约回电"),
        }),
        node("until", "wait", say("Until the promised time", "等到约定时间"), [2, 0.4], {
          wait: { type: "until", source: "callAt" },
        }),
        node("call", "returnVisit", say("Call the customer", "回拨客户"), [3, 0.4], {
          instructions: say("About: {{ topic }}", "事由：{{ topic }}"),
          people,
          distribution: "longestIdle",
          empty: toAdministrator,
          sla: ladder(15, 10),
          scoreField: null,
          phone: "{{ number }}",
          fields: ["result"],
          outcomes: [
            { id: "settled", title: { en: "Settled", zh: "已解决" }, tone: "positive", again: false },
            { id: "toDo", title: { en: "Something is left to do", zh: "需后续处理" }, tone: "neutral", again: false },
            { id: "unreachable", title: { en: "Not reached", zh: "未接通" }, tone: "negative", again: true },
          ],
          attempts: { max: 3, everyMin: 30, calendarId: null },
        }),
        node("rest", "handle", say("Do what is left", "后续处理"), [4, 0.9], {
          instructions: say("From the call: {{ result }}", "通话结果：{{ result }}"),
          people,
          distribution: "leastLoaded",
          empty: toAdministrator,
          sla: ladder(480),
          fields: ["result"],
        }),
        node("missed", "copyTo", say("Tell who promised it", "告知发起人"), [4, 2], {
          people: { type: "initiator" },
          message: say("{{ number }} could not be reached three times.", "{{ number }} 三次未接通。"),
        }),
        node("settled", "close", say("Settled", "已解决"), [5, 0.4], {
          resolution: { code: "settled", text: { en: "Settled", zh: "已解决" } },
        }),
        node("unreached", "close", say("Not reached", "未接通"), [5, 2], {
          resolution: { code: "unreached", text: { en: "Not reached three times", zh: "三次未接通" } },
        }),
      ],
      edges: [
        edge("start", "next", "create"),
        edge("create", "next", "until"),
        edge("until", "next", "call"),
        edge("call", "settled", "settled"),
        edge("call", "toDo", "rest"),
        edge("call", "unreachable", "missed"),
        edge("rest", "done", "settled"),
        edge("missed", "next", "unreached"),
      ],
    },
  }
}
