import type { Problem } from "@/core/problem"

/** Whether the name is an IANA time zone this machine knows. Offsets such as +08:00 have no rules and are refused. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
    return true
  } catch {
    return false
  }
}

export const timeZoneProblems = (name: string, field = "timeZone"): Problem[] =>
  isTimeZone(name)
    ? []
    : [
        {
          code: "timeZoneUnknown",
          severity: "error",
          place: { field },
          text: { en: "This time zone is not known.", zh: "无法识别该时区。" },
          hint: { en: "For example Asia/Shanghai.", zh: "例如 Asia/Shanghai。" },
        },
      ]
