/** What a worker process may be started for; one process can hold several, and each runs at least twice. */
export const roles = [
  "timers",
  "notifications",
  "requests",
  "provisioning",
  "collectors",
  "receiver",
  "simulator",
] as const

export type Role = (typeof roles)[number]

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

/** The roles after `--role`: names separated by commas, or `all`. Throws with the list of names on anything else. */
export function parseRoles(args: readonly string[]): Set<Role> {
  const names = args[args.indexOf("--role") + 1]?.split(",") ?? []
  if (!args.includes("--role") || names.length === 0) throw new Error(usage("--role is missing"))
  if (names.length === 1 && names[0] === "all") return new Set(roles)
  const unknown = names.filter((name) => !isRole(name))
  if (unknown.length > 0) throw new Error(usage(`no such role: ${unknown.join(", ")}`))
  return new Set(names.filter(isRole))
}

const usage = (problem: string) => `${problem}. Usage: workers/main.ts --role all | ${roles.join(",")}`
