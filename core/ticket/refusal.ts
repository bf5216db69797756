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
  decisionNotAllowed: { en: "This step cannot be decided that way.", zh: "此环节不支持该操作。" },
  commentMissing: { en: "Say why in a comment.", zh: "请填写意见说明原因。" },
  fieldUnknown: { en: "The flow has no such field.", zh: "流程中没有该字段。" },
  fieldNotAsked: { en: "This field cannot be changed here.", zh: "此处不能修改该字段。" },
  fieldMissing: { en: "A required field is empty.", zh: "有必填字段未填写。" },
  fieldInvalid: { en: "A field has a wrong value.", zh: "字段值不正确。" },
  sameAssignee: { en: "This person has the todo already.", zh: "该待办已在此人名下。" },
  personUnknown: { en: "There is no such active person.", zh: "人员不存在或已停用。" },
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
