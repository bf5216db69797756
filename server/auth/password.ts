import { hash, verify } from "@node-rs/argon2"
import type { Problem } from "@/core/problem"

// argon2id with 19 MiB and two passes: the library's defaults, and OWASP's recommendation.

export const PASSWORD_LENGTH_MIN = 10
export const PASSWORD_LENGTH_MAX = 200

export const hashPassword = (password: string): Promise<string> => hash(password)

let dummy: Promise<string> | undefined

/**
 * Whether the password belongs to the hash. Without a hash (nobody has this address) it does the same work and says no, so
 * that the time of an answer does not tell which addresses have an account.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? (await (dummy ??= hash("a password nobody has")))
  const matches = await verify(against, password.slice(0, PASSWORD_LENGTH_MAX + 1))
  return matches && passwordHash !== null
}

/** The commonest passwords of ten characters and more, from public lists of leaked ones. */
const COMMON = new Set(
  `1234567890 0123456789 9876543210 1234567891 12345678910 123456789a 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwerty12345
   qwerty1234 asdfghjkl1 q1w2e3r4t5 password12 password123 password1234 passw0rd123 admin12345 iloveyou12 welcome123 letmein123
   woaini1314 woaini520 5201314520 a123456789 aa123456789 qq123456789 abc1234567 abcdefghij zxcvbnm123 1234554321 1122334455
   1111111111 0000000000 8888888888 6666666666 147258369 1472583690 football123 superman123 firstcall123`.split(/\s+/),
)

/** What is wrong with a new password; length counts, composition does not. */
export function passwordProblems(password: string, context: { email: string; field: string }): Problem[] {
  const problem = (code: string, en: string, zh: string): Problem => ({
    code,
    severity: "error",
    place: { field: context.field },
    text: { en, zh },
  })
  const { length } = password
  if (length < PASSWORD_LENGTH_MIN)
    return [
      problem(
        "passwordTooShort",
        `Use at least ${PASSWORD_LENGTH_MIN} characters.`,
        `密码至少 ${PASSWORD_LENGTH_MIN} 个字符。`,
      ),
    ]
  if (length > PASSWORD_LENGTH_MAX)
    return [
      problem(
        "passwordTooLong",
        `Use at most ${PASSWORD_LENGTH_MAX} characters.`,
        `密码最多 ${PASSWORD_LENGTH_MAX} 个字符。`,
      ),
    ]
  const lower = password.toLowerCase()
  if (COMMON.has(lower) || new Set(lower).size < 4 || lower === context.email || lower === context.email.split("@")[0])
    return [
      problem(
        "passwordGuessable",
        "This password is easy to guess. A few random words make a good one.",
        "该密码过于常见，容易被猜到。建议使用几个不相关的词组合。",
      ),
    ]
  return []
}
