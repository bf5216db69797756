import type { InboxItem } from "@/server/todo/inbox-item"

export type InboxAction = InboxItem["actions"][number]

const byDecision: Record<InboxAction["decision"], string> = { approve: "a", reject: "r", done: "d" }

/**
 * The key of each action, in their order: the letter of the decision, or 1 to 9 where several actions share one (the
 * outcomes of a return visit). From the tenth on there is none.
 */
export function keysOf(actions: readonly InboxAction[]): (string | null)[] {
  let digit = 0
  return actions.map((action) => {
    const isShared =
      action.outcome !== null || actions.filter(({ decision }) => decision === action.decision).length > 1
    if (!isShared) return byDecision[action.decision]
    digit += 1
    return digit <= 9 ? String(digit) : null
  })
}

export function actionOf(actions: readonly InboxAction[], key: string): InboxAction | null {
  const index = keysOf(actions).indexOf(key)
  return index === -1 ? null : (actions[index] ?? null)
}
