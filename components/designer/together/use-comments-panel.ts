"use client"

import { useSearchParams } from "next/navigation"
import { useState } from "react"

/** What the comments panel was opened for: a step, a thread that a message led to, or everything. */
export type CommentsAsked = { nodeId: string | null; threadId?: string }

/** Whether the panel is open; a message about a comment (`?thread=`) opens it. */
export function useCommentsPanel() {
  const threadId = useSearchParams().get("thread")
  const [asked, setAsked] = useState<CommentsAsked | null>(threadId ? { nodeId: null, threadId } : null)
  const [seen, setSeen] = useState(threadId)
  if (threadId !== seen) {
    setSeen(threadId)
    if (threadId) setAsked({ nodeId: null, threadId })
  }
  return [asked, setAsked] as const
}
