import type { InboxView } from "./views"

export const inboxPageSize = 50

/** Where the pages of a view are kept, below the procedure's own key: what invalidates the one invalidates the other. */
export const inboxPagesKey = (procedure: readonly unknown[], view: InboxView, queue: string | null) => [
  ...procedure,
  { pages: view, queue },
]
