import type { ReactFlowInstance } from "@xyflow/react"
import type { Size } from "@/core/design/annotations"

/** How large things are drawn, by id. Cards are as high as what they say: only the canvas knows their sizes. */
export const cardSizes = (flow: Pick<ReactFlowInstance, "getNodes">): Map<string, Size> =>
  new Map(
    flow.getNodes().flatMap(({ id, measured }) => {
      const { width, height } = measured ?? {}
      return width && height ? [[id, { width, height }] as const] : []
    }),
  )
