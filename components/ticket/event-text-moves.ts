import type { Text } from "@/core/text"
import { nobody, type Body, type Tellings } from "./event-words"

// Where a ticket goes other than by its routes, and how its branches part and meet, in words.

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

export const moveTellings: Tellings<
  | "returned"
  | "withdrawn"
  | "jumped"
  | "reopened"
  | "moved"
  | "forked"
  | "waited"
  | "joined"
  | "ended"
  | "branchRejected"
  | "splitLeft"
  | "migrated"
> = {
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
  migrated: (body, names, event) => {
    const [from, to] = [names.version(body.fromVersionId), names.version(body.versionId)]
    const tail =
      body.clocks === "restart"
        ? { en: "; deadlines begin anew", zh: "，期限重新计算" }
        : { en: "; deadlines stay", zh: "，期限不变" }
    return {
      who: names.actor(event.by),
      what: {
        en: `moved the ticket from ${from.en} to ${to.en}${tail.en}`,
        zh: `把工单从${from.zh}迁移到${to.zh}${tail.zh}`,
      },
    }
  },
  splitLeft: (body, names) => {
    const node = names.nodeOfActivation(body.splitId)
    if (body.reason === "restarted") return nobody({ en: `“${node.en}” begins anew`, zh: `“${node.zh}”重新开始` })
    return nobody({ en: `“${node.en}” is rejected as a whole`, zh: `“${node.zh}”整体驳回` })
  },
}
