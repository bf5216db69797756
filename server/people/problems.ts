import type { Problem } from "@/core/problem"

const problem = (code: string, field: string, text: Problem["text"], hint?: Problem["hint"]): Problem => ({
  code,
  severity: "error",
  place: { field },
  text,
  ...(hint ? { hint } : {}),
})

/** The highest capacity that makes sense to enter. */
export const capacityMax = 1000

export const lastOwner = problem(
  "lastOwner",
  "roles",
  { en: "This is the only active owner.", zh: "这是唯一的有效所有者。" },
  { en: "Make somebody else an owner first.", zh: "请先将其他成员设为所有者。" },
)

export const rolesMissing = problem("rolesMissing", "roles", {
  en: "Choose at least one role.",
  zh: "请至少选择一个角色。",
})

export const unitUnknown = (field: string) =>
  problem("unitUnknown", field, { en: "This unit does not exist any more.", zh: "该组织单元已不存在。" })

export const personUnknown = (field: string) =>
  problem("personUnknown", field, { en: "There is no such active member.", zh: "没有这位在职成员。" })

export const extensionInvalid = problem("extensionInvalid", "extension", {
  en: "An extension has 2 to 12 digits.",
  zh: "分机号须为 2 至 12 位数字。",
})

export const extensionTaken = problem("extensionTaken", "extension", {
  en: "Another active member has this extension.",
  zh: "该分机号已被其他在职成员使用。",
})

export const unitCycle = problem("unitCycle", "parentId", {
  en: "A unit cannot be below itself.",
  zh: "组织单元不能隶属于自身或其下级。",
})

export const unitNotEmpty = problem(
  "unitNotEmpty",
  "id",
  { en: "This unit still has members or units below it.", zh: "该组织单元下仍有成员或下级单元。" },
  { en: "Move them elsewhere first.", zh: "请先将其移出。" },
)

export const skillKeyInvalid = problem(
  "skillKeyInvalid",
  "key",
  {
    en: "Use a–z, 0–9, hyphen and underscore, at most 40.",
    zh: "只能使用小写字母、数字、连字符和下划线，最多 40 个字符。",
  },
  { en: "For example fee-reduction.", zh: "例如 fee-reduction。" },
)

export const skillKeyTaken = problem("skillKeyTaken", "key", {
  en: "Another skill group has this key.",
  zh: "已有技能组使用该标识。",
})

export const emailInvalid = problem("emailInvalid", "email", {
  en: "Enter an e-mail address such as name@example.com.",
  zh: "请输入有效的邮箱地址，例如 name@example.com。",
})

export const emailOther = problem("emailOther", "email", {
  en: "This invitation is for another e-mail address.",
  zh: "该邀请发给了另一个邮箱地址。",
})

export const passwordWrong = problem(
  "passwordWrong",
  "password",
  { en: "There is an account with this e-mail; the password is not its own.", zh: "该邮箱已有账号，但密码不正确。" },
  { en: "Enter the password you sign in with.", zh: "请输入您登录时使用的密码。" },
)

export const alreadyMember = problem(
  "alreadyMember",
  "email",
  { en: "This account is a member already.", zh: "该账号已是成员。" },
  { en: "Sign in instead.", zh: "请直接登录。" },
)
