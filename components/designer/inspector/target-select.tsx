"use client"

import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import { mayConnect, type Connection } from "@/core/design/may-connect"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { useDesignerContext, useGraph } from "../designer-context"

const nowhere = "nowhere"

/** Where an exit leads: the steps it may be connected to, and nowhere. */
export function TargetSelect(props: {
  label: string
  isLabelHidden?: boolean
  from: Omit<Connection, "target">
  targetId: string | null
  /** What it means to lead nowhere; absent when it must lead somewhere. */
  nowhereLabel?: string
  error?: string
  className?: string
  onChange: (targetId: string | null) => void
}) {
  const t = useTranslations("designer.inspector")
  const { locale, isEditable } = useDesignerContext()
  const graph = useGraph()
  const possible = graph.nodes.filter(
    ({ id }) => id === props.targetId || mayConnect(graph, nodeKind, { ...props.from, target: id }) === null,
  )
  return (
    <SelectField
      label={props.label}
      isLabelHidden={props.isLabelHidden}
      className={props.className}
      error={props.error}
      isDisabled={!isEditable}
      placeholder={t("chooseTarget")}
      options={[
        ...(props.nowhereLabel === undefined ? [] : [{ value: nowhere, label: props.nowhereLabel }]),
        ...possible.map(({ id, name, kind }) => ({
          value: id,
          label: name || (nodeKind(kind)?.title[locale] ?? kind),
        })),
      ]}
      value={props.targetId ?? (props.nowhereLabel === undefined ? null : nowhere)}
      onChange={(id) => props.onChange(id === nowhere ? null : id)}
    />
  )
}
