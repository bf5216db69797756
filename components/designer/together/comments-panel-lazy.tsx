"use client"

import { lazy, Suspense, type ComponentProps } from "react"
import { SkeletonLines } from "@/components/ui/skeleton"

const Panel = lazy(() => import("./comments-panel"))

/** The comments; their code comes when somebody opens them. */
export function CommentsPanel(props: ComponentProps<typeof Panel>) {
  return (
    <Suspense
      fallback={
        <div className="p-4">
          <SkeletonLines lines={6} />
        </div>
      }
    >
      <Panel {...props} />
    </Suspense>
  )
}
