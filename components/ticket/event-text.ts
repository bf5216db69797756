import type { Text } from "@/core/text"
import type { EventType, TicketEvent } from "@/core/ticket/event"
import { priorityTitles } from "@/core/ticket/priority"
import { channelsOf } from "./channel-title"
import type { EventNames } from "./event-names"
import { clockTellings } from "./event-text-clocks"
import { moveTellings } from "./event-text-moves"
import { peopleTellings } from "./event-text-people"
import { requestTellings } from "./event-text-requests"
import { listed, nobody, type Body, type EventWords, type Telling } from "./event-words"

function opened(body: Body<"opened">, names: EventNames, event: TicketEvent): EventWords {
  const { origin } = body
  if (origin.type === "manual") {
    return { who: names.actor(event.by), what: { en: "opened the ticket", zh: "新建了工单" } }
  }
  if (origin.type === "api") {
    return {
      who: { en: `API client “${origin.client}”`, zh: `接口客户端“${origin.client}”` },
      what: { en: "opened the ticket", zh: "新建了工单" },
    }
  }
  if (origin.type === "ticket") {
    return {
      who: { en: `Ticket #${origin.number}`, zh: `工单 #${origin.number}` },
      what: { en: "opened this ticket", zh: "创建了本工单" },
    }
  }
  return {
    who: { en: `Call from ${origin.caller}`, zh: `来电 ${origin.caller}` },
    what: {
      en: `opened the ticket by rule “${origin.ruleName}”`,
      zh: `自动建单，命中规则“${origin.ruleName}”`,
    },
  }
}

/** Exits that say nothing but "go on"; which route a split took is told on arrival. */
const plainExits: ReadonlySet<string> = new Set(["next", "route"])

/** Only nodes set these, so nobody is named: the step's actor merely set the flow going. */
function set(body: Body<"set">): EventWords {
  const parts: Text[] = []
  if (body.priority !== undefined) {
    const priority = priorityTitles[body.priority]
    parts.push({ en: `priority ${priority.en.toLowerCase()}`, zh: `优先级设为${priority.zh}` })
  }
  if (body.category !== undefined) parts.push({ en: `category “${body.category}”`, zh: `分类设为“${body.category}”` })
  if (body.title !== undefined) parts.push({ en: `title “${body.title}”`, zh: `标题设为“${body.title}”` })
  return nobody({ en: `Set: ${parts.map((part) => part.en).join(", ")}`, zh: parts.map((part) => part.zh).join("，") })
}

const tellings = {
  ...peopleTellings,
  ...moveTellings,
  ...requestTellings,
  ...clockTellings,
  opened,
  entered: (body, names) => {
    const node = names.node(body.nodeId)
    const route = names.route(body.edgeId)
    return nobody({
      en: `Reached “${node.en}”${route ? ` by the route “${route}”` : ""}${body.visit > 1 ? `, visit ${body.visit}` : ""}`,
      zh: `到达“${node.zh}”${route ? `，走路线“${route}”` : ""}${body.visit > 1 ? `，第 ${body.visit} 次` : ""}`,
    })
  },
  set,
  commented: (_body, names, event) => ({ who: names.actor(event.by), what: { en: "commented", zh: "添加了备注" } }),
  reminded: (body, names) => {
    const people = listed(body.personIds.map(names.person))
    const channels = channelsOf(body.channels)
    return nobody({ en: `Reminder to ${people.en} by ${channels.en}`, zh: `提醒 ${people.zh}（${channels.zh}）` })
  },
  warned: (body, names) => {
    const node = names.nodeOfTodo(body.todoId)
    const people = listed(body.personIds.map(names.person))
    const channels = channelsOf(body.channels)
    const lower = body.collapsed.join(", ")
    return nobody({
      en: `Warning tier ${body.level} for “${node.en}” to ${people.en} by ${channels.en}${lower ? ` (tier ${lower} was due as well and is only noted)` : ""}`,
      zh: `“${node.zh}”第 ${body.level} 级预警，通知 ${people.zh}（${channels.zh}）${lower ? `；第 ${lower} 级同时到点，只作记录` : ""}`,
    })
  },
  breached: (body, names, event) => {
    const node = names.nodeOfTodo(body.todoId)
    const person = names.assignee(body.todoId, event.seq)
    return nobody({ en: `“${node.en}” is overdue with ${person.en}`, zh: `“${node.zh}”已超时，处理人 ${person.zh}` })
  },
  completed: (body, names) => {
    const node = names.nodeOfActivation(body.activationId)
    if (plainExits.has(body.exit)) return nobody({ en: `“${node.en}” is done`, zh: `“${node.zh}”完成` })
    const exit = names.exit(body.activationId, body.exit)
    return nobody({ en: `“${node.en}” ended: ${exit.en}`, zh: `“${node.zh}”结束：${exit.zh}` })
  },
  incident: (body, names, event) => {
    if (body.clockId !== undefined) {
      const clock = names.clock(body.clockId, event.seq)
      return nobody({
        en: `The clock of ${clock.en} is stuck: ${body.detail.en}`,
        zh: `${clock.zh}的计时受阻：${body.detail.zh}`,
      })
    }
    const node = names.nodeOfActivation(body.activationId)
    return nobody({ en: `“${node.en}” is stuck: ${body.detail.en}`, zh: `“${node.zh}”受阻：${body.detail.zh}` })
  },
  resolved: (body, names, event) => {
    const clock = names.clockOfIncident(body.incidentId, event.seq)
    if (clock) {
      return nobody({
        en: `The clock of ${clock.en} is looked at again`,
        zh: `重新判断${clock.zh}的计时条件`,
      })
    }
    const node = names.nodeOfIncident(body.incidentId)
    return {
      who: names.actor(event.by),
      what: { en: `tried “${node.en}” again`, zh: `重试了受阻的“${node.zh}”` },
    }
  },
  revoked: (_body, names, event) => ({
    who: names.actor(event.by),
    what: { en: "revoked the ticket", zh: "撤销了工单" },
  }),
  urged: (body, names, event) => {
    const people = listed(body.personIds.map(names.person))
    return { who: names.actor(event.by), what: { en: `urged ${people.en}`, zh: `催办了 ${people.zh}` } }
  },
  copied: (body, names, event) => {
    const people = listed(body.personIds.map(names.person))
    if (body.activationId !== null) return nobody({ en: `Copied to ${people.en}`, zh: `抄送 ${people.zh}` })
    return { who: names.actor(event.by), what: { en: `copied the ticket to ${people.en}`, zh: `抄送给 ${people.zh}` } }
  },
  valued: (body, names) => {
    const parts = Object.entries(body.fields).map(([key, value]) => ({
      field: names.field(key),
      value: names.value(key, value),
    }))
    return nobody({
      en: `Set: ${parts.map(({ field, value }) => `${field.en} = ${value.en}`).join(", ")}`,
      zh: `赋值：${parts.map(({ field, value }) => `${field.zh} = ${value.zh}`).join("，")}`,
    })
  },
  acknowledged: (body, names, event) => {
    const node = names.nodeOfTodo(body.todoId)
    const until = names.instant(body.until)
    return {
      who: names.actor(event.by),
      what: {
        en: `acknowledged the warnings of “${node.en}”; quiet until ${until.en}`,
        zh: `确认了“${node.zh}”的预警，${until.zh} 前不再提醒`,
      },
    }
  },
  rescheduled: (body, names, event) => {
    const node = names.nodeOfTodo(body.todoId)
    const person = names.assignee(body.todoId, event.seq)
    const due = names.instant(body.clock.dueAt)
    return nobody({
      en: `The calendar changed: “${node.en}” of ${person.en} is due ${due.en} now`,
      zh: `日历调整：${person.zh} 的“${node.zh}”改为 ${due.zh} 到期`,
    })
  },
  delayed: (body, names) => {
    const node = names.nodeOfActivation(body.activationId)
    const until = names.instant(body.until)
    return nobody({ en: `“${node.en}” waits until ${until.en}`, zh: `“${node.zh}”等待至 ${until.zh}` })
  },
  closed: (body) => {
    const resolution = body.resolutionText ?? { en: body.resolution, zh: body.resolution }
    return nobody({ en: `Ticket closed: ${resolution.en}`, zh: `工单关闭：${resolution.zh}` })
  },
} satisfies { [Type in EventType]: Telling<Type> } satisfies Record<EventType, unknown>

export function eventText(event: TicketEvent, names: EventNames): EventWords {
  // The table is keyed by the very type it is looked up with, which the compiler cannot follow through a union.
  const tell = tellings[event.body.type] as Telling<EventType>
  return tell(event.body, names.at(event.seq), event)
}

/** What somebody wrote with the event, or null. */
export function eventComment(event: TicketEvent): string | null {
  return "comment" in event.body && event.body.comment !== "" ? event.body.comment : null
}

/** One line without markup, for exports and labels: "Wang Li approved “Supervisor approval”". */
export function eventSentence(event: TicketEvent, names: EventNames): Text {
  const { who, what } = eventText(event, names)
  return who ? { en: `${who.en} ${what.en}`, zh: `${who.zh} ${what.zh}` } : what
}
