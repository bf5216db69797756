import type { Text } from "@/core/text"
import type { EventNames } from "./event-names"
import { listed, nobody, type Body, type EventWords, type Tellings } from "./event-words"
import type { PassedOver, TicketEvent } from "@/core/ticket/event"

// What happens to people's todos, in words.

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

/** Whoever the rule names twice has a turn all the same. */
const passedOverWhy: Record<Exclude<PassedOver["why"], "repeat">, Text> = {
  disabled: { en: "has left", zh: "账号已停用" },
  away: { en: "away", zh: "不在岗" },
  full: { en: "at capacity", zh: "待办已满" },
}

/** Who would have had a turn as well, and why they have not. */
function passedOver(body: Body<"dispatched">, names: EventNames): Text {
  const told = (body.passedOver ?? []).flatMap(({ personId, why }) => {
    if (why === "repeat") return []
    const [name, reason] = [names.person(personId), passedOverWhy[why]]
    return [{ en: `${name.en} (${reason.en})`, zh: `${name.zh}（${reason.zh}）` }]
  })
  if (told.length === 0) return { en: "", zh: "" }
  const people = listed(told)
  return { en: `; passed over: ${people.en}`, zh: `；未分派给 ${people.zh}` }
}

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
  const others = passedOver(body, names)
  const tail = {
    en: (seats > 1 ? needed.en : "") + (due ? `; due ${due.en}` : "") + others.en,
    zh: (seats > 1 ? needed.zh : "") + (due ? `，${due.zh} 到期` : "") + others.zh,
  }
  const [first] = body.todos
  if (first?.assigneeId === null) {
    const wait = first.awaitsCapacity
      ? { en: " until somebody has room", zh: "，待有人空闲后分派" }
      : { en: "", zh: "" }
    return nobody({
      en: `“${node.en}” waits in the ${first.reason.en}${wait.en}${tail.en}`,
      zh: `“${node.zh}”进入${first.reason.zh}${wait.zh}${tail.zh}`,
    })
  }
  if (body.empty === null) {
    return nobody({
      en: `“${node.en}” goes to ${people.en}${tail.en}`,
      zh: `“${node.zh}”分派给 ${people.zh}${tail.zh}`,
    })
  }
  const rule = emptyRule[body.empty]
  const takers = seats > 0 ? { en: ` ${people.en}${tail.en}`, zh: ` ${people.zh}${tail.zh}` } : others
  return nobody({
    en: `Nobody was found for “${node.en}”: ${rule.en}${takers.en}`,
    zh: `“${node.zh}”没有找到处理人，${rule.zh}${takers.zh}`,
  })
}

const askedFor = {
  before: { en: "asked {people} to sign first", zh: "请 {people} 先审（前加签）" },
  after: { en: "asked {people} to sign afterwards", zh: "请 {people} 随后审批（后加签）" },
  parallel: { en: "asked {people} to sign as well", zh: "请 {people} 一同会签（并加签）" },
  delegate: { en: "asked {people} for an opinion", zh: "征求 {people} 的意见" },
} satisfies Record<Body<"added">["mode"], Text>

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

function assigned(body: Body<"assigned">, names: EventNames, event: TicketEvent): EventWords {
  const node = names.nodeOfTodo(body.todoId)
  const to = names.person(body.toId)
  if (body.how === "dispatched") {
    return nobody({
      en: `There was room again: “${node.en}” goes to ${to.en}`,
      zh: `有人空闲，“${node.zh}”分派给 ${to.zh}`,
    })
  }
  const what =
    body.how === "claimed"
      ? { en: `claimed “${node.en}” from the queue`, zh: `从组队列认领了“${node.zh}”` }
      : { en: `gave “${node.en}” from the queue to ${to.en}`, zh: `把组队列中的“${node.zh}”分派给 ${to.zh}` }
  return { who: names.actor(event.by), what }
}

function queued(body: Body<"queued">, names: EventNames, event: TicketEvent): EventWords {
  const node = names.nodeOfTodo(body.todoId)
  const from = names.person(body.fromId)
  if (event.by === body.fromId) {
    const what = { en: `put “${node.en}” back into the queue`, zh: `把“${node.zh}”退回组队列` }
    return { who: names.actor(event.by), what }
  }
  return {
    who: names.actor(event.by),
    what: {
      en: `moved “${node.en}” from ${from.en} to the queue`,
      zh: `把 ${from.zh} 的“${node.zh}”退回组队列`,
    },
  }
}

export const peopleTellings: Tellings<
  | "assigned"
  | "queued"
  | "dispatched"
  | "activated"
  | "decided"
  | "cancelled"
  | "transferred"
  | "added"
  | "settled"
  | "removed"
  | "retracted"
> = {
  dispatched,
  assigned,
  queued,
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
}
