"use client"

import { Label } from "@heroui/react/label"
import { ListBox } from "@heroui/react/list-box"
import clsx from "clsx"
import { ChevronDown } from "lucide-react"
import { useId, useState } from "react"
import { useTranslations } from "use-intl"
import { PopoverButton } from "@/components/ui/popover-button"
import { SearchField } from "@/components/ui/search-field"
import { mayConnect, type Connection } from "@/core/design/may-connect"
import { nodePart } from "@/core/flow/node-part"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { KindIcon } from "../kind-icon"
import { useDesigner, useDesignerContext, useGraph } from "../designer-context"
import { stepName } from "../step-name"

const nowhere = "nowhere"

type Props = {
  label: string
  from: Omit<Connection, "target">
  targetId: string | null
  /** What it means to lead nowhere; absent when it must lead somewhere. */
  nowhereLabel?: string
  error?: string
  onChange: (targetId: string | null) => void
}

/**
 * Where an exit leads. The list of steps is only made when it is opened: a flow may have hundreds of steps and a step
 * several exits, and the panel renders with every letter that is typed.
 */
export function TargetSelect(props: Props) {
  const t = useTranslations("designer.inspector")
  const { locale, isEditable } = useDesignerContext()
  const id = useId()
  const target = useDesigner(({ history }) => history.graph.nodes.find((node) => node.id === props.targetId))
  const shown = target ? stepName(target, locale) : (props.nowhereLabel ?? t("chooseTarget"))
  return (
    <div>
      <p id={id} className="mb-1 text-sm font-medium">
        {props.label}
      </p>
      <PopoverButton
        label={t("targetOf", { exit: props.label, target: shown })}
        variant="outline"
        placement="bottom start"
        isDisabled={!isEditable}
        className={clsx(
          "w-full justify-between font-normal",
          props.error && "border-breached!",
          !target && "text-muted",
        )}
        panel={(close) => (
          <TargetList
            {...props}
            onChange={(targetId) => {
              props.onChange(targetId)
              close()
            }}
          />
        )}
      >
        <span className="truncate">{shown}</span>
        <ChevronDown className="shrink-0 text-muted" aria-hidden="true" />
      </PopoverButton>
      {props.error && <p className="mt-1 text-xs text-pretty text-breached-ink">{props.error}</p>}
    </div>
  )
}

function TargetList(props: Props) {
  const t = useTranslations("designer.inspector")
  const { locale } = useDesignerContext()
  const graph = useGraph()
  const [query, setQuery] = useState("")
  const wanted = query.trim().toLowerCase()
  const possible = graph.nodes.filter(
    (node) =>
      stepName(node, locale).toLowerCase().includes(wanted) &&
      (node.id === props.targetId || mayConnect(graph, nodeKind, { ...props.from, target: node.id }) === null),
  )
  return (
    <div className="w-72">
      <div className="border-b border-separator p-2">
        <SearchField label={t("findStep")} value={query} onChange={setQuery} />
      </div>
      <ListBox
        aria-label={props.label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={new Set([props.targetId ?? nowhere])}
        onAction={(key) => props.onChange(key === nowhere ? null : String(key))}
        renderEmptyState={() => <p className="px-3 py-6 text-center text-sm text-muted">{t("noStep", { query })}</p>}
        className="max-h-72 overflow-y-auto"
      >
        {props.nowhereLabel !== undefined && wanted === "" ? (
          <ListBox.Item id={nowhere} textValue={props.nowhereLabel}>
            <Label className="text-muted">{props.nowhereLabel}</Label>
            <ListBox.ItemIndicator />
          </ListBox.Item>
        ) : null}
        {possible.map((node) => (
          <ListBox.Item key={node.id} id={node.id} textValue={stepName(node, locale)}>
            <KindIcon name={nodePart(node).icon} className="size-4 shrink-0 text-muted" />
            <Label className="truncate">{stepName(node, locale)}</Label>
            <ListBox.ItemIndicator />
          </ListBox.Item>
        ))}
      </ListBox>
    </div>
  )
}
