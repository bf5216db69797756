"use client"

import dynamic from "next/dynamic"
import { useMemo, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import type { FlowHighlights } from "@/components/designer/flow-view"
import { useTRPCClient } from "@/components/trpc"
import { ChoiceList } from "@/components/ui/choice-list"
import { Skeleton } from "@/components/ui/skeleton"
import { TextField } from "@/components/ui/text-field"
import { useIsWide } from "@/components/ui/use-is-wide"
import { jumpScope } from "@/core/ticket/jump-scope"
import { undoneBy } from "@/core/ticket/return-preview"
import { ActDialog } from "./act-dialog"
import { commentCharsMax } from "./comment-chars"
import type { EventNames } from "./event-names"
import type { TicketDetail } from "./incident-panel"
import { UndoneList } from "./undone-list"
import { useStep } from "./use-step"

const FlowView = dynamic(() => import("@/components/designer/flow-view").then((module) => module.FlowView), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full rounded-none" />,
})

/** Stands for the ticket as a whole among its branches. */
const wholeTicket = "all"

/**
 * Moves an open ticket to any step, or opens a closed one again at a step: chosen in the picture or in the list, with whose
 * work that cancels.
 */
export function MoveDialog(props: {
  how: "jump" | "reopen"
  ticket: TicketDetail
  names: EventNames
  onDone: (nodeName: string) => void
  onClose: () => void
}) {
  const { how, ticket, names } = props
  const t = useTranslations(`act.${how}`)
  const s = useTranslations("act.steps")
  const locale = useLocale()
  const client = useTRPCClient()
  const isWide = useIsWide()
  const { id: ticketId, state, graph, parts } = ticket
  const tokens = Object.values(state.tokens)
  const [nodeId, setNodeId] = useState<string | null>(null)
  const [branch, setBranch] = useState(wholeTicket)
  const [comment, setComment] = useState("")
  const tokenId = branch === wholeTicket ? null : branch
  const nameOf = (id: string) => names.node(id)[locale]

  const steps = useMemo(() => {
    const byPlace = graph.nodes.toSorted((a, b) => a.position.x - b.position.x || a.position.y - b.position.y)
    return byPlace.filter(({ id }) => parts[id]?.hasEntry)
  }, [graph, parts])
  const here = useMemo(() => new Set(Object.values(state.tokens).map((token) => token.nodeId)), [state.tokens])
  const highlights = useMemo(
    (): FlowHighlights => ({
      tokens: [...here],
      done: Object.keys(state.visits).filter((id) => !here.has(id)),
      active: {},
      takenEdges: [],
    }),
    [here, state.visits],
  )
  const scope = how === "jump" && nodeId !== null ? jumpScope(state, tokenId, nodeId) : null
  const step = useStep(
    ticketId,
    ({ nodeId: to, ...input }: { tokenId: string | null; nodeId: string; comment: string }, key) =>
      how === "jump"
        ? client.ticket.jump.mutate({ ticketId, nodeId: to, ...input, key })
        : client.ticket.reopen.mutate({ ticketId, nodeId: to, comment: input.comment, key }),
    (input) => {
      props.onClose()
      props.onDone(nameOf(input.nodeId))
    },
  )
  return (
    <ActDialog
      title={t("title")}
      description={t("description")}
      submit={nodeId === null ? t("submit") : t("submitTo", { name: nameOf(nodeId) })}
      isReady={nodeId !== null}
      size={isWide ? "xl" : "md"}
      step={step}
      onSubmit={() => {
        if (nodeId !== null) step.take({ tokenId, nodeId, comment: comment.trim() })
      }}
      onClose={props.onClose}
    >
      {isWide && (
        <section aria-label={s("picture")} className="h-64 overflow-hidden rounded-lg border border-border">
          <FlowView
            graph={graph}
            parts={parts}
            locale={locale}
            highlights={highlights}
            selectedNodeId={nodeId}
            isWhole
            onNodeClick={(id) => {
              if (parts[id]?.hasEntry) setNodeId(id)
            }}
          />
        </section>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ChoiceList
          label={t("to")}
          hasFirstFocus
          value={nodeId}
          onChange={setNodeId}
          options={steps.map(({ id }) => ({
            value: id,
            label: nameOf(id),
            description: here.has(id) ? s("hereNow") : state.visits[id] === undefined ? s("never") : undefined,
          }))}
        />
        <div className="space-y-4">
          {how === "jump" && tokens.length > 1 && (
            <ChoiceList
              label={s("what")}
              value={branch}
              onChange={setBranch}
              options={[
                { value: wholeTicket, label: s("whole"), description: s("wholeHint") },
                ...tokens.map((token) => ({ value: token.id, label: s("branch", { name: nameOf(token.nodeId) }) })),
              ]}
            />
          )}
          {scope && (
            <UndoneList
              undone={undoneBy(state, scope.token, scope.ended)}
              branches={scope.ended.length}
              names={names}
            />
          )}
          <TextField label={t("comment")} lines={2} maxLength={commentCharsMax} value={comment} onChange={setComment} />
        </div>
      </div>
    </ActDialog>
  )
}
