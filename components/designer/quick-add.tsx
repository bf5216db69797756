"use client"

import { Command } from "cmdk"
import { ArrowRight } from "lucide-react"
import { useEffect, useRef } from "react"
import { useTranslations } from "use-intl"
import { mayConnect } from "@/core/design/may-connect"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { Anchor } from "./canvas-actions"
import { useDesignerContext, useGraph } from "./designer-context"
import { mayAdd } from "./add-step"
import type { StepChoice } from "./kind-catalogue"
import { KindIcon } from "./kind-icon"
import { stepName } from "./step-name"

/** What the list was opened for: a step behind an exit, or a step on an edge. */
export type QuickAddRequest = { anchor: Anchor; from: { nodeId: string; exit: string; edgeId: string | null } | null }

const width = 264
const heightMax = 380
const gap = 8

/** A searchable list at the end of a line: a new step of some kind, or one that is already there. */
export default function QuickAdd(props: {
  request: QuickAddRequest
  onStep: (choice: StepChoice) => void
  onConnect: (nodeId: string) => void
  onClose: () => void
}) {
  const t = useTranslations("designer.quickAdd")
  const { locale, choices } = useDesignerContext()
  const graph = useGraph()
  const box = useRef<HTMLDivElement>(null)
  const { from, anchor } = props.request
  const steps = choices.filter(({ kind }) => kind.hasEntry && mayAdd(graph, kind))
  const targets = from
    ? graph.nodes.filter(({ id }) => {
        const connection = {
          source: from.nodeId,
          exit: from.exit,
          target: id,
          ...(from.edgeId && { edgeId: from.edgeId }),
        }
        return mayConnect(graph, nodeKind, connection) === null
      })
    : []
  const { onClose } = props
  useEffect(() => {
    const opener = document.activeElement
    const onPointer = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) onClose()
    }
    document.addEventListener("pointerdown", onPointer, { capture: true })
    return () => {
      document.removeEventListener("pointerdown", onPointer, { capture: true })
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [onClose])
  const left = Math.max(gap, Math.min(anchor.x + gap, window.innerWidth - width - gap))
  const top = Math.max(gap, Math.min(anchor.y - 24, window.innerHeight - heightMax - gap))
  return (
    <div
      ref={box}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- <dialog> would have to be opened by script and take the page away
      role="dialog"
      aria-label={t("title")}
      className="fixed z-40 overflow-hidden rounded-xl bg-overlay [box-shadow:var(--overlay-shadow)]"
      style={{ left, top, width }}
    >
      <Command
        loop
        label={t("title")}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === "Escape") props.onClose()
        }}
      >
        <Command.Input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened in order to type
          autoFocus
          placeholder={t("search")}
          className="h-10 w-full border-b border-separator bg-transparent px-3 text-sm outline-none placeholder:text-field-placeholder"
        />
        <Command.List className="max-h-80 scroll-py-1 overflow-y-auto p-1">
          <Command.Empty className="px-2 py-6 text-center text-sm text-muted">{t("empty")}</Command.Empty>
          <Command.Group heading={<Heading>{t("newStep")}</Heading>}>
            {steps.map((step) => (
              <Row
                key={step.id}
                id={`kind ${step.id}`}
                words={[step.title.en, step.title.zh, step.description[locale]]}
                onSelect={() => props.onStep(step)}
              >
                <KindIcon name={step.icon} className="size-4 shrink-0 text-muted" />
                {step.title[locale]}
              </Row>
            ))}
          </Command.Group>
          {targets.length > 0 && (
            <Command.Group heading={<Heading>{t("existing")}</Heading>}>
              {targets.map((node) => (
                <Row key={node.id} id={`node ${node.id}`} words={[node.name]} onSelect={() => props.onConnect(node.id)}>
                  <ArrowRight className="size-4 shrink-0 text-muted" aria-hidden="true" />
                  <span className="truncate">{stepName(node, locale)}</span>
                </Row>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </div>
  )
}

function Heading({ children }: { children: string }) {
  return <span className="block px-2 pt-1.5 pb-1 text-xs text-muted">{children}</span>
}

function Row(props: { id: string; words: string[]; onSelect: () => void; children: React.ReactNode }) {
  return (
    <Command.Item
      value={props.id}
      keywords={props.words}
      onSelect={props.onSelect}
      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-lg px-2 text-sm data-[selected=true]:bg-default md:min-h-8"
    >
      {props.children}
    </Command.Item>
  )
}
