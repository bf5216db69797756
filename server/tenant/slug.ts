import { randomBytes } from "node:crypto"
import type { Problem } from "@/core/problem"

const LENGTH_MIN = 3
const LENGTH_MAX = 40

/** Words that are, may become, or look like an address of the product itself. */
const RESERVED = new Set(
  `about abuse account accounts admin administrator api app apps assets auth autoconfig billing blog cdn console contact
   control dashboard demo designer dev docs download email example feed files firstcall flow flows ftp gate graphile-worker
   graphql health help home host hostmaster id imap inbox info internal invite join legal live localhost login logout mail
   me messages metrics new news next noreply no-reply ns1 ns2 null oauth official ops owner owners people pop
   postgres postmaster pricing privacy public register report reports rest root sales search secure security server settings setup
   shop sign-in sign-out sign-up signin signout signup site smtp sql ssl staff static status store support sysadmin system
   team telephony tenant tenants terms test testing ticket tickets todo todos traffic trpc true undefined update upload user
   users v1 v2 verify wallboard web webhook webhooks webmail welcome workspace workspaces www`.split(/\s+/),
)

/** What is wrong with the name a tenant wants in its addresses. */
export function slugProblems(slug: string, field = "slug"): Problem[] {
  const problem = (code: string, text: Problem["text"], hint?: Problem["hint"]): Problem[] => [
    { code, severity: "error", place: { field }, text, ...(hint ? { hint } : {}) },
  ]
  if (slug.length < LENGTH_MIN || slug.length > LENGTH_MAX)
    return problem("slugLength", {
      en: `Use ${LENGTH_MIN} to ${LENGTH_MAX} characters.`,
      zh: `长度须为 ${LENGTH_MIN} 至 ${LENGTH_MAX} 个字符。`,
    })
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    return problem(
      "slugForm",
      { en: "Use a–z, 0–9 and single hyphens between them.", zh: "只能使用小写字母、数字，以及中间的单个连字符。" },
      { en: "For example acme-hotline.", zh: "例如 acme-hotline。" },
    )
  if (RESERVED.has(slug) || slug.startsWith("pg-") || /^\d+$/.test(slug))
    return problem("slugReserved", {
      en: "This address is reserved. Choose another.",
      zh: "该地址为系统保留，请换一个。",
    })
  return []
}

/** A slug made from an organisation's name; from the second attempt on, and for names without Latin letters, with a random end. */
export function slugFor(organisation: string, attempt: number): string {
  const stem = organisation
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 30)
    .replace(/-+$/, "")
  if (attempt === 1 && slugProblems(stem).length === 0) return stem
  return `${stem.length > 1 ? stem : "org"}-${randomBytes(4).toString("hex")}`
}

export const slugTaken = (field = "slug"): Problem => ({
  code: "slugTaken",
  severity: "error",
  place: { field },
  text: { en: "This address is taken. Choose another.", zh: "该地址已被占用，请换一个。" },
})
