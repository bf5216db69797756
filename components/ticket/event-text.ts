import type { Text } from "@/core/text"
import type { EventBody, EventType, TicketEvent } from "@/core/ticket/event"
import { priorityTitles } from "@/core/ticket/priority"
import type { ChannelName } from "@/core/warning/tier"
import type { EventNames } from "./event-names"

/**
 * An event in words. `who` did it (null when the flow itself went on: then `what` is a whole sentence), `what` follows
 * the name: "Wang Li" + "approved “Supervisor approval”". The only place that knows these words: timeline, inbox
 * history and replay all render from here.
 */
export type EventWords = { who: Text | null; what: Text }

type Body<Type extends EventType> = Extract<EventBody, { type: Type }>
type Telling<Type extends EventType> = (body: Body<Type>, names: EventNames, event: TicketEvent) => EventWords

export const channelTitle = {
  inApp: { en: "in-app", zh: "站内信" },
  email: { en: "e-mail", zh: "邮件" },
  wecom: { en: "WeCom", zh: "企业微信" },
  sms: { en: "SMS", zh: "短信" },
  phone: { en: "phone call", zh: "电话" },
} satisfies Record<ChannelName, Text>

const namesShownMax = 4

function listed(items: Text[]): Text {
  const shown = items.slice(0, namesShownMax)
  const rest = items.length - shown.length
  return {
    en: shown.map((item) => item.en).join(", ") + (rest > 0 ? ` and ${rest} more` : ""),
    zh: shown.map((item) => item.zh).join("、") + (rest > 0 ? `等 ${items.length} 人` : ""),
  }
}
const channelsOf = (channels: ChannelName[]): Text => listed(channels.map((channel) => channelTitle[channel]))
const nobody = (what: Text): EventWords => ({ who: null, what })

const emptyRule = {
  pass: { en: "by rule it passes", zh: "按规则自动通过" },
  reject: { en: "by rule it is rejected", zh: "按规则自动驳回" },
  named: { en: "by rule it goes to", zh: "按规则交给" },
  flowAdministrator: { en: "it goes to the flow administrator", zh: "交给流程管理员" },
} satisfies Record<NonNullable<Body<"dispatched">["empty"]>, Text>

const cancelReason = {
  decided: { en: "No longer needed, the decision is made", zh: "已有结论，其余待办取消" },
  closed: { en: "Cancelled because the ticket closed", zh: "工单已关闭，待办取消" },
  revoked: { en: "Cancelled because the ticket was revoked", zh: "工单已撤销，待办取消" },
  inactive: { en: "Skipped because the account was disabled", zh: "账号已停用，跳过" },
  returned: { en: "Cancelled because the ticket was returned", zh: "工单已退回，待办取消" },
  withdrawn: { en: "Cancelled because the work was taken back", zh: "办理已拿回，待办取消" },
  jumped: { en: "Cancelled because the ticket was moved", zh: "工单已跳转，待办取消" },
  removed: { en: "Not asked any more", zh: "已减签" },
  failed: { en: "Cancelled because another branch ended them all", zh: "其他分支已终止，待办取消" },
} satisfies Record<Body<"cancelled">["reason"], Text>

const decisionWord = {
  approve: { en: "approved", zh: "同意了" },
  reject: { en: "rejected", zh: "驳回了" },
  done: { en: "finished", zh: "完成了" },
} satisfies Record<Body<"decided">["decision"], Text>

function dispatched(body: Body<"dispatched">, names: EventNames): EventWords {
  const node = names.nodeOfActivation(body.activationId)
  const people = listed(body.todos.map((todo) => names.person(todo.assigneeId)))
  const seats = body.todos.length
  const votes = body.todos.reduce((sum, { weight = 1 }) => sum + weight, 0)
  const isWeighted = votes > seats
  const due = body.clock && names.instant(body.clock.dueAt)
  const needed = {
    en: `; ${body.need} of ${votes} ${isWeighted ? "votes are needed" : "must agree"}`,
    zh: `，需 ${body.need}/${votes} ${isWeighted ? "票" : "人"}同意`,
  }
  const tail = {
    en: (seats > 1 ? needed.en : "") + (due ? `; due ${due.en}` : ""),
    zh: (seats > 1 ? needed.zh : "") + (due ? `，${due.zh} 到期` : ""),
  }
  if (body.empty === null) {
    return nobody({
      en: `“${node.en}” goes to ${people.en}${tail.en}`,
      zh: `“${node.zh}”分派给 ${people.zh}${tail.zh}`,
    })
  }
  const rule = emptyRule[body.empty]
  const takers = seats > 0 ? { en: ` ${people.en}${tail.en}`, zh: ` ${people.zh}${tail.zh}` } : { en: "", zh: "" }
  return nobody({
    en: `Nobody was found for “${node.en}”: ${rule.en}${takers.en}`,
    zh: `“${node.zh}”没有找到处理人，${rule.zh}${takers.zh}`,
  })
}

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
  return {
    who: { en: `Call from ${origin.caller}`, zh: `来电 ${origin.caller}` },
    what: {
      en: `opened the ticket by rule “${origin.ruleName}”`,
      zh: `自动建单，命中规则“${origin.ruleName}”`,
    },
  }
}

const askedFor = {
  before: { en: "asked {people} to sign first", zh: "请 {people} 先审（前加签）" },
  after: { en: "asked {people} to sign afterwards", zh: "请 {people} 随后审批（后加签）" },
  parallel: { en: "asked {people} to sign as well", zh: "请 {people} 一同会签（并加签）" },
  delegate: { en: "asked {people} for an opinion", zh: "征求 {people} 的意见" },
} satisfies Record<Body<"added">["mode"], Text>

const endReason = {
  end: { en: "A branch came to its end", zh: "一个分支已结束" },
  rejected: { en: "A branch was rejected; the others go on", zh: "一个分支被驳回，其他分支继续" },
  late: { en: "A branch came after the join had gone on, and ends", zh: "汇合已继续流转，后到的分支到此结束" },
  early: { en: "The join did not wait for the other branches", zh: "汇合不再等待其余分支" },
  returned: { en: "Other branches ended, as the ticket was returned", zh: "工单退回，其他分支结束" },
  withdrawn: { en: "Other branches ended, as the work was taken back", zh: "办理拿回，其他分支结束" },
  jumped: { en: "Other branches ended, as the ticket was moved", zh: "工单跳转，其他分支结束" },
  failed: { en: "The other branches ended", zh: "其他分支结束" },
} satisfies Record<Body<"ended">["reason"], Text>

function added(body: Body<"added">, names: EventNames, event: TicketEvent): EventWords {
  const people = listed(body.todos.map((todo) => names.person(todo.assigneeId)))
  const node = names.nodeOfTodo(body.todoId)
  const words = askedFor[body.mode]
  return {
    who: names.actor(event.by),
    what: {
      en: `${words.en.replace("{people}", people.en)} at “${node.en}”`,
      zh: `在“${node.zh}”${words.zh.replace("{people}", people.zh)}`,
    },
  }
}

function settled(body: Body<"settled">, names: EventNames, event: TicketEvent): EventWords {
  const person = names.assignee(body.todoId, event.seq)
  const node = names.nodeOfTodo(body.todoId)
  const ends = {
    active: { en: `“${node.en}” is back with ${person.en}`, zh: `“${node.zh}”回到 ${person.zh}` },
    approved: {
      en: `The approval of ${person.en} at “${node.en}” counts now`,
      zh: `${person.zh} 在“${node.zh}”的同意生效`,
    },
    rejected: {
      en: `${person.en} rejects “${node.en}”: somebody they asked has`,
      zh: `加签人已驳回，视为 ${person.zh} 驳回“${node.zh}”`,
    },
  }
  return nobody(ends[body.state])
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
  opened,
  entered: (body, names) => {
    const node = names.node(body.nodeId)
    const route = names.route(body.edgeId)
    return nobody({
      en: `Reached “${node.en}”${route ? ` by the route “${route}”` : ""}${body.visit > 1 ? `, visit ${body.visit}` : ""}`,
      zh: `到达“${node.zh}”${route ? `，走路线“${route}”` : ""}${body.visit > 1 ? `，第 ${body.visit} 次` : ""}`,
    })
  },
  dispatched,
  activated: (body, names, event) => {
    const node = names.nodeOfTodo(body.todoId)
    const person = names.assignee(body.todoId, event.seq)
    const due = body.clock && names.instant(body.clock.dueAt)
    return nobody({
      en: `It is the turn of ${person.en} at “${node.en}”${due ? `; due ${due.en}` : ""}`,
      zh: `轮到 ${person.zh} 处理“${node.zh}”${due ? `，${due.zh} 到期` : ""}`,
    })
  },
  decided: (body, names, event) => {
    const node = names.nodeOfTodo(body.todoId)
    const word = decisionWord[body.decision]
    const outcome = body.outcome === null ? null : names.outcome(body.todoId, body.outcome)
    return {
      who: names.actor(event.by),
      what: {
        en: `${word.en} “${node.en}”${outcome ? `, outcome “${outcome.en}”` : ""}${body.pending ? "; it counts once those asked to sign afterwards agree" : ""}`,
        zh: `${word.zh}“${node.zh}”${outcome ? `，结果：${outcome.zh}` : ""}${body.pending ? "，待后加签人同意后生效" : ""}`,
      },
    }
  },
  cancelled: (body, names, event) => {
    const reason = cancelReason[body.reason]
    const people = listed(body.todoIds.map((todoId) => names.assignee(todoId, event.seq)))
    return nobody({ en: `${reason.en}: ${people.en}`, zh: `${reason.zh}：${people.zh}` })
  },
  transferred: (body, names, event) => {
    const node = names.nodeOfTodo(body.todoId)
    const from = names.person(body.fromId)
    const to = names.person(body.toId)
    return {
      who: names.actor(event.by),
      what:
        event.by === body.fromId
          ? { en: `handed “${node.en}” to ${to.en}`, zh: `把“${node.zh}”转办给 ${to.zh}` }
          : {
              en: `moved “${node.en}” from ${from.en} to ${to.en}`,
              zh: `把 ${from.zh} 的“${node.zh}”转办给 ${to.zh}`,
            },
    }
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
  incident: (body, names) => {
    const node = names.nodeOfActivation(body.activationId)
    return nobody({ en: `“${node.en}” is stuck: ${body.detail.en}`, zh: `“${node.zh}”受阻：${body.detail.zh}` })
  },
  resolved: (body, names, event) => {
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
  added,
  settled,
  removed: (body, names, event) => {
    const people = listed(body.todoIds.map((todoId) => names.assignee(todoId, event.seq)))
    return {
      who: names.actor(event.by),
      what: { en: `took ${people.en} off the signers`, zh: `减去了加签人 ${people.zh}` },
    }
  },
  retracted: (body, names, event) => {
    const node = names.nodeOfTodo(body.todoId)
    return {
      who: names.actor(event.by),
      what: { en: `took back their vote at “${node.en}”`, zh: `撤回了“${node.zh}”的表态` },
    }
  },
  returned: (body, names, event) => {
    const node = names.node(body.nodeId)
    const tail = body.resume === "back" ? { en: ", to come straight back", zh: "，处理后直接返回" } : { en: "", zh: "" }
    const what = { en: `returned the ticket to “${node.en}”${tail.en}`, zh: `把工单退回到“${node.zh}”${tail.zh}` }
    if (body.todoId !== null) return { who: names.actor(event.by), what }
    return nobody({ en: `Rejected: back to “${node.en}”${tail.en}`, zh: `驳回：退回到“${node.zh}”${tail.zh}` })
  },
  withdrawn: (body, names, event) => {
    const node = names.nodeOfActivation(body.activationId)
    return { who: names.actor(event.by), what: { en: `took back “${node.en}”`, zh: `拿回了“${node.zh}”` } }
  },
  jumped: (body, names, event) => {
    const node = names.node(body.nodeId)
    return {
      who: names.actor(event.by),
      what: { en: `moved the ticket to “${node.en}”`, zh: `把工单跳转到“${node.zh}”` },
    }
  },
  reopened: (body, names, event) => {
    const node = names.node(body.nodeId)
    return {
      who: names.actor(event.by),
      what: { en: `opened the ticket again at “${node.en}”`, zh: `重新打开工单，从“${node.zh}”继续` },
    }
  },
  moved: () => nobody({ en: "What was done since no longer counts", zh: "此后的办理不再有效" }),
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
  forked: (body, names) => {
    const node = names.nodeOfActivation(body.activationId)
    const { length } = body.tokens
    return nobody({
      en: `“${node.en}” opens ${length} ${length === 1 ? "branch" : "branches"}`,
      zh: `“${node.zh}”分出 ${length} 个分支`,
    })
  },
  waited: (body, names) => {
    const node = names.nodeOfActivation(body.activationId)
    return nobody({ en: `A branch waits at “${node.en}” for the others`, zh: `一个分支在“${node.zh}”等待汇合` })
  },
  joined: (body, names) => {
    const node = names.nodeOfActivation(body.activationId)
    const count = body.others.length + 1
    return nobody({
      en: `“${node.en}” goes on: ${count} ${count === 1 ? "branch has" : "branches have"} arrived${body.early ? ", the others go no further than here" : ""}`,
      zh: `“${node.zh}”继续流转：已到达 ${count} 个分支${body.early ? "，其余分支到此为止" : ""}`,
    })
  },
  ended: (body) => nobody(endReason[body.reason]),
  branchRejected: () =>
    nobody({ en: "A branch was rejected; the others finish first", zh: "一个分支被驳回，待其他分支完成后驳回" }),
  splitLeft: (body, names) => {
    const node = names.nodeOfActivation(body.splitId)
    if (body.reason === "restarted") return nobody({ en: `“${node.en}” begins anew`, zh: `“${node.zh}”重新开始` })
    return nobody({ en: `“${node.en}” is rejected as a whole`, zh: `“${node.zh}”整体驳回` })
  },
  closed: (body) => {
    const resolution = body.resolutionText ?? { en: body.resolution, zh: body.resolution }
    return nobody({ en: `Ticket closed: ${resolution.en}`, zh: `工单关闭：${resolution.zh}` })
  },
} satisfies { [Type in EventType]: Telling<Type> } satisfies Record<EventType, unknown>

export function eventText(event: TicketEvent, names: EventNames): EventWords {
  // The table is keyed by the very type it is looked up with, which the compiler cannot follow through a union.
  const tell = tellings[event.body.type] as Telling<EventType>
  return tell(event.body, names, event)
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
