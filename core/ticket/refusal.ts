import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import type { Decision, RefusalCode } from "./decision"

/** What a refused command says where nothing more exact is known. */
export const refusalTexts: Record<RefusalCode, Text> = {
  alreadyOpen: { en: "This ticket is open already.", zh: "该工单已创建。" },
  ticketClosed: { en: "The ticket is closed.", zh: "工单已结束。" },
  todoNotFound: { en: "There is no such todo.", zh: "待办不存在。" },
  todoNotActive: { en: "This todo is finished or not yet due for a decision.", zh: "该待办已办结，或尚未轮到办理。" },
  incidentNotFound: { en: "This incident is resolved already.", zh: "该异常已处理。" },
  forbidden: { en: "You may not do this here.", zh: "您没有此操作的权限。" },
  decisionMade: {
    en: "Somebody has decided already; ask an administrator of the flow to revoke it.",
    zh: "已有人处理，不能再撤销，请联系流程管理员。",
  },
  decisionNotAllowed: { en: "This step cannot be decided that way.", zh: "此环节不支持该操作。" },
  commentMissing: { en: "Say why in a comment.", zh: "请填写意见说明原因。" },
  fieldUnknown: { en: "The flow has no such field.", zh: "流程中没有该字段。" },
  fieldNotAsked: { en: "This field cannot be changed here.", zh: "此处不能修改该字段。" },
  fieldMissing: { en: "A required field is empty.", zh: "有必填字段未填写。" },
  fieldInvalid: { en: "A field has a wrong value.", zh: "字段值不正确。" },
  sameAssignee: { en: "This person has the todo already.", zh: "该待办已在此人名下。" },
  personUnknown: { en: "There is no such active person.", zh: "人员不存在或已停用。" },
  notAllowedHere: { en: "The flow does not allow this at this step.", zh: "流程未允许在此环节进行该操作。" },
  tooDeep: { en: "People were added to people who were added too often.", zh: "加签层级过多。" },
  mixedSigns: {
    en: "This todo already has people who sign on the other side of it.",
    zh: "同一待办不能同时前加签和后加签。",
  },
  tooManyPeople: { en: "That would be too many signers.", zh: "办理人数过多。" },
  notAdded: {
    en: "Only somebody who was added and has not decided can be taken off.",
    zh: "只能减去尚未表态的加签人。",
  },
  lastSeat: { en: "The last signer stays.", zh: "不能减去最后一名办理人。" },
  targetMissing: { en: "Choose the step to return to.", zh: "请选择退回到哪个环节。" },
  targetUnknown: { en: "The ticket cannot go there from here.", zh: "不能从此处退回或跳转到该环节。" },
  nothingToWithdraw: {
    en: "There is nothing of yours to take back, or somebody has gone on with it.",
    zh: "没有可拿回的办理，或后续已有人处理。",
  },
  ticketOpen: { en: "The ticket is open.", zh: "工单未结束。" },
  urgedLately: { en: "Somebody urged a few minutes ago.", zh: "几分钟前已催办过，请稍后再试。" },
  nothingToAcknowledge: { en: "There is no warning to acknowledge.", zh: "没有可确认的预警。" },
  nothingToPause: { en: "There is no clock here that may be paused.", zh: "此待办没有可暂停的时限。" },
  nothingToResume: { en: "Nobody has paused this clock.", zh: "此时限未被人工暂停。" },
  otherVersion: { en: "The ticket is on another version by now.", zh: "该工单已在其他版本上运行。" },
  nobodyToUrge: { en: "Nobody has a todo on this ticket now.", zh: "当前没有待办人。" },
  claimedBefore: { en: "Somebody has claimed it already.", zh: "该待办已被他人认领。" },
  notQueued: { en: "This todo did not come from a queue.", zh: "该待办并非来自组队列。" },
  choiceInvalid: { en: "These people cannot be chosen here.", zh: "不能在此选择这些人员。" },
  alreadySigner: { en: "This person has a say in this step already.", zh: "此人已是本环节的办理人。" },
}

/**
 * Ends the decision of a step from wherever it is: refused, or asking for a pool. Thrown inside `decide` and caught there;
 * never seen outside.
 */
export class StepStop extends Error {
  override name = "StepStop"
  constructor(readonly decision: Decision) {
    super(decision.type)
  }
}

export function refuse(code: RefusalCode, text: Text = refusalTexts[code], field?: string): never {
  refuseAll([{ code, severity: "error", place: field === undefined ? {} : { field }, text }])
}

export function refuseAll(problems: Problem[]): never {
  const [problem] = problems
  if (!problem) throw new RangeError("refused without a problem")
  throw new StepStop({ type: "refused", problem, problems })
}
