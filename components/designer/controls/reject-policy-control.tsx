"use client"

import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import { rejectPolicySchema, type RejectPolicy } from "@/core/flow/nodes/approval"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { useDesignerContext, useGraph } from "../designer-context"
import { stepName } from "../step-name"
import type { ControlProps } from "./control"

const types = rejectPolicySchema.options.map(({ shape }) => shape.type.value)

/** What a rejection does: leave by its exit, or go back. */
export function RejectPolicyControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.rejectPolicy")
  const { locale } = useDesignerContext()
  const graph = useGraph()
  const policy: RejectPolicy = rejectPolicySchema.safeParse(value).data ?? { type: "exit" }
  const people = graph.nodes.filter((node) => nodeKind(node.kind)?.decide)
  return (
    <div className="space-y-3">
      <SelectField
        label={label}
        description={help}
        error={policy.type === "node" ? undefined : error}
        options={types.map((type) => ({ value: type, label: t(type) }))}
        value={policy.type}
        isDisabled={isDisabled}
        onChange={(type) => onChange(type === "node" ? { type, nodeId: "" } : { type })}
      />
      {policy.type === "node" && (
        <SelectField
          label={t("nodeLabel")}
          error={error}
          options={people.map((node) => ({ value: node.id, label: stepName(node, locale) }))}
          value={policy.nodeId}
          isDisabled={isDisabled}
          onChange={(nodeId) => onChange({ type: "node", nodeId })}
        />
      )}
    </div>
  )
}
