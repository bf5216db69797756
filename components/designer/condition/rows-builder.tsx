"use client"

import clsx from "clsx"
import { Code, Plus, X } from "lucide-react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { MenuButton } from "@/components/ui/menu"
import { SelectField } from "@/components/ui/select-field"
import { addItem, groupDepthMax, newRow, removeItem, replaceItem, type Path } from "@/core/expression/rows/edit"
import type { RowGroup, RowItem } from "@/core/expression/rows/row"
import { RowMark } from "./row-mark"
import { RowLine } from "./row-line"
import { useRowsContext } from "./rows-context"

type Edit = (root: RowGroup) => void

/** A condition as rows and groups of rows. `onText` opens what only text can say. */
export function RowsBuilder(props: { root: RowGroup; onChange: Edit; onText: () => void }) {
  const t = useTranslations("designer.condition")
  const { root } = props
  return (
    <div className="space-y-2">
      {root.children.length === 0 && <p className="text-xs text-pretty text-muted">{t("empty")}</p>}
      <Group {...props} group={root} path={[]} />
    </div>
  )
}

type Join = "and" | "or" | "none" | "notAll"
const joinOf = ({ join, not }: RowGroup): Join => (not ? (join === "or" ? "none" : "notAll") : join)

type Shared = { root: RowGroup; onChange: Edit; onText: () => void }

function Group({ group, path, ...shared }: Shared & { group: RowGroup; path: Path }) {
  const t = useTranslations("designer.condition")
  const { root, onChange } = shared
  const isRoot = path.length === 0
  const set = (next: RowGroup) => onChange(isRoot ? next : replaceItem(root, path, next))
  const join = joinOf(group)
  const joins: Join[] = join === "notAll" ? ["and", "or", "none", "notAll"] : ["and", "or", "none"]
  return (
    <div className={clsx("space-y-1.5", !isRoot && "rounded-lg border border-border bg-surface-secondary p-2")}>
      {(group.children.length > 1 || !isRoot || group.not) && (
        <div className="flex items-center gap-1">
          <SelectField
            label={t("join")}
            isLabelHidden
            options={joins.map((value) => ({ value, label: t(`joins.${value}`) }))}
            value={join}
            onChange={(next) =>
              set({
                ...group,
                join: next === "and" || next === "notAll" ? "and" : "or",
                not: next === "none" || next === "notAll",
              })
            }
          />
          {!isRoot && (
            <IconButton size="sm" icon={X} label={t("removeGroup")} onPress={() => onChange(removeItem(root, path))} />
          )}
        </div>
      )}
      {group.children.map((child, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row is its place
        <div key={index} className="space-y-1.5">
          {index > 0 && (
            <p className="px-1 text-xs font-medium text-muted" aria-hidden="true">
              {group.join === "and" ? t("and") : t("or")}
            </p>
          )}
          <Item {...shared} item={child} path={[...path, index]} />
          <RowMark path={[...path, index]} />
        </div>
      ))}
      <AddButton {...shared} path={path} />
    </div>
  )
}

function Item({ item, path, ...shared }: Shared & { item: RowItem; path: Path }) {
  const t = useTranslations("designer.condition")
  const { root, onChange, onText } = shared
  if (item.kind === "group") return <Group {...shared} group={item} path={path} />
  const remove = () => onChange(removeItem(root, path))
  if (item.kind === "row") {
    return <RowLine row={item} onChange={(row) => onChange(replaceItem(root, path, row))} onRemove={remove} />
  }
  return (
    <div className="flex items-center gap-1 rounded-lg border border-dashed border-border bg-surface p-2">
      <button
        type="button"
        onClick={onText}
        className="flex min-w-0 flex-1 items-start gap-2 rounded-md p-1 text-start hover:bg-default"
      >
        <Code className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden="true" />
        <span className="min-w-0">
          <code className="block text-xs break-words">{item.not ? `!(${item.source})` : item.source}</code>
          <span className="block text-xs text-muted">{t("onlyText")}</span>
        </span>
      </button>
      <IconButton size="sm" icon={X} label={t("removeRow")} onPress={remove} />
    </div>
  )
}

function AddButton({ root, path, onChange }: Shared & { path: Path }) {
  const t = useTranslations("designer.condition")
  const { variables, now } = useRowsContext()
  const [first] = variables
  if (!first) return null
  const row = () => newRow(first, now())
  return (
    <MenuButton
      label={t("add")}
      size="sm"
      variant="secondary"
      placement="bottom start"
      groups={[
        {
          id: "add",
          entries: [
            { id: "row", label: t("addRow"), icon: Plus, onSelect: () => onChange(addItem(root, path, row())) },
            ...(path.length < groupDepthMax
              ? [
                  {
                    id: "group",
                    label: t("addGroup"),
                    icon: Plus,
                    onSelect: () =>
                      onChange(
                        addItem(root, path, { kind: "group", join: "or", not: false, children: [row(), row()] }),
                      ),
                  },
                ]
              : []),
          ],
        },
      ]}
    >
      <Plus className="size-4" aria-hidden="true" />
      {t("add")}
    </MenuButton>
  )
}
