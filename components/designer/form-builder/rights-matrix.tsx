"use client"

import clsx from "clsx"
import { FormInput } from "lucide-react"
import { useTranslations } from "use-intl"
import { EmptyState } from "@/components/ui/empty-state"
import {
  fieldRight,
  fieldRights,
  formSteps,
  rightsAt,
  setFieldRights,
  type FieldRight,
} from "@/core/design/field-rights"
import type { DraftNode } from "@/core/flow/graph"
import { useDesigner, useDesignerContext, useGraph } from "../designer-context"

const looks: Record<FieldRight, string> = {
  required: "bg-accent-soft font-medium text-accent-soft-foreground",
  edit: "bg-ok-soft text-ok-ink",
  read: "text-muted",
  hidden: "bg-default text-muted line-through decoration-1",
}

/** Every field at every step people have the form at: filled in, read, or not seen. A line or a column at once, too. */
export function RightsMatrix() {
  const t = useTranslations("designer.rights")
  const { store, locale, isEditable } = useDesignerContext()
  const graph = useGraph()
  const steps = formSteps(graph)
  const selected = useDesigner((state) => state.selection.nodeIds)
  const set = (nodeIds: string[], keys: string[], right: FieldRight) =>
    store.run(setFieldRights(store.graph(), nodeIds, keys, right))
  if (graph.fields.length === 0 || steps.length === 0) {
    return <EmptyState icon={FormInput} title={t("none")} description={t("noneHint")} />
  }
  const nameOf = (node: DraftNode) => node.name || node.kind
  const keys = graph.fields.map(({ key }) => key)
  return (
    <div className="min-h-0 min-w-0 flex-1 overflow-auto p-4">
      <p className="mb-3 max-w-prose text-sm text-pretty text-muted">{t("about")}</p>
      <table className="border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{t("title")}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky left-0 z-10 min-w-36 border-b border-border bg-overlay p-2 text-start font-medium md:min-w-48"
            >
              {t("field")}
            </th>
            {steps.map((node) => (
              <th
                key={node.id}
                scope="col"
                className={clsx(
                  "min-w-36 border-b border-border p-2 text-start align-bottom font-medium",
                  selected.has(node.id) && "bg-accent-soft",
                )}
              >
                <span className="line-clamp-2">{nameOf(node)}</span>
                {isEditable && (
                  <AllOf
                    label={t("allAt", { step: nameOf(node) })}
                    rights={rightsAt(node)}
                    onChoose={(right) => set([node.id], keys, right)}
                  />
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {graph.fields.map((field) => {
            const name = field.label[locale] || field.key
            return (
              <tr key={field.key}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 border-b border-separator bg-overlay p-2 text-start font-normal"
                >
                  <span className="flex items-center gap-2">
                    <span className="min-w-0 flex-1 truncate">{name}</span>
                    {field.required && <span className="shrink-0 text-xs text-muted">{t("always")}</span>}
                  </span>
                  {isEditable && (
                    <AllOf
                      label={t("allOf", { field: name })}
                      rights={fieldRights}
                      onChoose={(right) =>
                        set(
                          steps.map(({ id }) => id),
                          [field.key],
                          right,
                        )
                      }
                    />
                  )}
                </th>
                {steps.map((node) => {
                  const right = fieldRight(node, field.key)
                  return (
                    <td key={node.id} className="border-b border-separator p-1.5">
                      <select
                        aria-label={t("cell", { field: name, step: nameOf(node) })}
                        value={right}
                        disabled={!isEditable}
                        onChange={(event) => {
                          const next = fieldRights.find((one) => one === event.target.value)
                          if (next) set([node.id], [field.key], next)
                        }}
                        className={clsx(
                          "h-9 w-full min-w-28 rounded-md border border-transparent px-2 text-sm hover:border-border focus-visible:outline-2 focus-visible:outline-focus md:h-8",
                          looks[right],
                        )}
                      >
                        {rightsAt(node).map((one) => (
                          <option key={one} value={one}>
                            {t(node.kind === "start" && one === "read" ? "right.notAsked" : `right.${one}`)}
                          </option>
                        ))}
                      </select>
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Sets a whole line; it has no value of its own. */
function AllOf(props: { label: string; rights: readonly FieldRight[]; onChoose: (right: FieldRight) => void }) {
  const t = useTranslations("designer.rights")
  return (
    <select
      aria-label={props.label}
      value=""
      onChange={(event) => {
        const right = props.rights.find((one) => one === event.target.value)
        if (right) props.onChoose(right)
      }}
      className="mt-1 h-6 max-w-full rounded-md bg-transparent text-xs font-normal text-muted hover:text-foreground focus-visible:outline-2 focus-visible:outline-focus"
    >
      <option value="">{t("all")}</option>
      {props.rights.map((right) => (
        <option key={right} value={right}>
          {t(`right.${right}`)}
        </option>
      ))}
    </select>
  )
}
