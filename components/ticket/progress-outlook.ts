import type { Progress } from "@/core/ticket/progress"

/**
 * Where a vote can still go.
 * - `sure`: enough have approved; the rest still answer.
 * - `lost`: the missing approvals cannot come any more; the rest still answer.
 * - `every`: it passes only if all who are left approve.
 * - `open`: it passes with so many more, and can still fail.
 * - `over`: nobody is left to answer.
 */
export type Outlook = { is: "sure" | "lost" | "every" | "open" | "over"; missing: number }

/** Of votes, not of people. Pure. */
export function outlookOf({ approved, open, need }: Progress): Outlook {
  const missing = Math.max(0, need - approved)
  if (open === 0) return { is: "over", missing }
  if (missing === 0) return { is: "sure", missing }
  if (open < missing) return { is: "lost", missing }
  return { is: open === missing ? "every" : "open", missing }
}
