"use client"

import { useReactFlow, type Connection as FlowConnection, type Edge, type FinalConnectionState } from "@xyflow/react"
import { useCallback } from "react"
import { useTranslations } from "use-intl"
import { notify } from "@/components/ui/notify"
import { mayConnect, type Connection } from "@/core/design/may-connect"
import { connect, reconnect } from "@/core/design/route-commands"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { readHandle } from "./card-model"
import { useDesignerContext } from "./designer-context"
import { newId } from "./new-id"
import type { QuickAddRequest } from "./quick-add"

type Ends = Pick<FlowConnection, "source" | "sourceHandle" | "target">

/** A route's own handle bends that route; any other starts a new edge. */
function connectionOf({ source, sourceHandle, target }: Ends, edgeId?: string): Connection {
  const from = readHandle(sourceHandle ?? "")
  const bent = edgeId ?? from.edgeId
  return { source, exit: from.exit, target, ...(bent && { edgeId: bent }) }
}

const pointOf = (event: MouseEvent | TouchEvent) => {
  const touch = "changedTouches" in event ? event.changedTouches[0] : event
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 }
}

/** Everything that happens between taking an exit by the pointer and letting go. */
export function useConnecting(openQuickAdd: (request: QuickAddRequest, at: { x: number; y: number }) => void) {
  const t = useTranslations("designer.refusal")
  const { store } = useDesignerContext()
  const flow = useReactFlow()

  const draw = useCallback(
    (connection: Connection) => {
      const graph = store.graph()
      const refusal = mayConnect(graph, nodeKind, connection)
      if (refusal === "self") return
      if (refusal) {
        notify.warning(t(refusal))
        return
      }
      const { source, exit, target, edgeId } = connection
      const command = edgeId
        ? reconnect(graph, edgeId, { source, exit, target })
        : connect(graph, newId(), { nodeId: source, exit }, target)
      store.run(command)
    },
    [store, t],
  )

  const isValidConnection = useCallback(
    (ends: Edge | FlowConnection) => {
      const connection = connectionOf({ ...ends, sourceHandle: ends.sourceHandle ?? null })
      return mayConnect(store.graph(), nodeKind, connection) === null
    },
    [store],
  )

  const onConnect = useCallback((ends: FlowConnection) => draw(connectionOf(ends)), [draw])
  const onReconnect = useCallback((edge: Edge, ends: FlowConnection) => draw(connectionOf(ends, edge.id)), [draw])

  /** Let go anywhere on a card is as good as on its handle; let go on empty canvas asks what shall stand there. */
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      if (state.isValid || state.fromHandle?.type !== "source" || !state.fromNode) return
      const point = pointOf(event)
      const from = readHandle(state.fromHandle.id ?? "")
      const card = document.elementFromPoint(point.x, point.y)?.closest<HTMLElement>(".react-flow__node")
      const target = card?.dataset["id"]
      if (target) draw(connectionOf({ source: state.fromNode.id, sourceHandle: state.fromHandle.id ?? null, target }))
      else
        openQuickAdd({ anchor: point, from: { nodeId: state.fromNode.id, ...from } }, flow.screenToFlowPosition(point))
    },
    [draw, flow, openQuickAdd],
  )
  return { draw, isValidConnection, onConnect, onReconnect, onConnectEnd }
}
