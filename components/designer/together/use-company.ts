"use client"

import { useEffect, useEffectEvent, useState } from "react"
import { useFeed } from "@/components/feed/use-feed"
import { useThrottled } from "@/components/ticket/use-throttled"
import { useTRPCClient } from "@/components/trpc"
import { useDesigner, useDesignerContext } from "../designer-context"
import { chosenStep } from "../designer-store"
import { createCompany, type Company } from "./company"

/** server/flow/viewer drops whoever has been silent for 35 s. */
const beatMs = 10_000
/** Walking through steps with the arrow keys tells others of a few of them, not of each. */
const moveMs = 400

/** Says that this page has the flow open and what is chosen in it, and keeps who else has. */
export function useCompany(tab: string): Company {
  const client = useTRPCClient()
  const { flowId, directory } = useDesignerContext()
  const [company] = useState(createCompany)
  const nodeId = useDesigner(chosenStep)

  const beat = useEffectEvent(() => {
    client.flow.view.mutate({ flowId, tab, nodeId, isLeaving: false }).then(
      ({ others }) => company.replace(others),
      // Without a connection nobody is heard of; the next beat asks again.
      () => {},
    )
  })
  const moved = useThrottled(() => beat(), moveMs)

  useEffect(() => {
    beat()
    const timer = setInterval(() => beat(), beatMs)
    const look = () => document.visibilityState === "visible" && beat()
    const leave = () => sayGoodbye(flowId, tab)
    document.addEventListener("visibilitychange", look)
    window.addEventListener("pagehide", leave)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", look)
      window.removeEventListener("pagehide", leave)
      leave()
    }
  }, [flowId, tab])
  useEffect(() => moved(), [nodeId, moved])

  useFeed(
    (event) => {
      if (event.topic !== "flow.viewer" || event.body.flowId !== flowId || event.body.tab === tab) return
      const { personId, nodeId: at, isHere } = event.body
      const name = directory.people.find(({ id }) => id === personId)?.name
      // Somebody this page does not know yet: the server has the name.
      if (name === undefined) beat()
      else company.apply({ tab: event.body.tab, personId, name, nodeId: at, isHere })
    },
    ["flow.viewer"],
    { onGap: () => beat() },
  )
  return company
}

/** A page that goes away has no time for a client: the browser sends this after it is gone. */
function sayGoodbye(flowId: string, tab: string) {
  void fetch("/api/trpc/flow.view", {
    method: "POST",
    keepalive: true,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: { flowId, tab, nodeId: null, isLeaving: true } }),
  }).catch(() => {})
}
