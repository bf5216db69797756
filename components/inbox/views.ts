import type { Role } from "@/core/people/directory"

export const inboxViews = ["mine", "queues", "finished", "everyone"] as const
export type InboxView = (typeof inboxViews)[number]

/** Who is looking; decides which views and controls there are. What may be done is decided by the server. */
export type InboxViewer = { id: string; roles: readonly Role[] }

const seesEveryone: readonly Role[] = ["owner", "supervisor", "auditor"]

export function viewsFor(roles: readonly Role[]): InboxView[] {
  return inboxViews.filter((view) => view !== "everyone" || roles.some((role) => seesEveryone.includes(role)))
}
