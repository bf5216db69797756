import type { Problem } from "@/core/problem"

const problem = (code: string, en: string, zh: string, hint?: { en: string; zh: string }): Problem => ({
  code,
  severity: "error",
  place: {},
  text: { en, zh },
  ...(hint && { hint }),
})

export const notNeeded = problem(
  "approvalNotNeeded",
  "This flow is published without a second person.",
  "该流程无需他人批准即可发布。",
)
export const alreadyAsked = problem(
  "alreadyAsked",
  "Somebody has asked for a publication already.",
  "已有待批准的发布申请。",
  { en: "Wait for the decision, or have it withdrawn.", zh: "请等待处理，或先撤回原申请。" },
)
export const ownRequest = problem("ownRequest", "Whoever asked cannot approve.", "申请人不能批准自己的申请。", {
  en: "Somebody else who may edit the flow decides.",
  zh: "请由其他有编辑权限的人员处理。",
})
export const overtaken = problem(
  "requestOvertaken",
  "The draft or the live version has changed since it was asked for.",
  "申请之后草稿或线上版本已有变化。",
  { en: "Look at the changes and ask again.", zh: "请核对变化后重新申请。" },
)
export const decided = problem("requestDecided", "It has been decided already.", "该申请已处理。")
