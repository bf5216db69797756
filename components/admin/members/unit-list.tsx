"use client"

import { useQuery } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { CornerDownRight, Network, Plus } from "lucide-react"
import { useMemo } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { onDemand } from "@/components/ui/on-demand"
import { PersonChip } from "@/components/ui/person-chip"
import type { AppRouter } from "@/server/api/router"
import { useSheet } from "../use-sheet"
import type { AdminViewer, Member } from "./member-list"
import { MembersHeader } from "./members-header"
import { unitTree, type TreeRow } from "./unit-tree"

// Loaded when first opened, as what it lies in.
const { OnDemand: UnitSheet } = onDemand(async () => (await import("./unit-sheet")).UnitSheet)

export type Unit = inferRouterOutputs<AppRouter>["people"]["units"][number]

const indentRem = 1.25

/** The organisation as a tree: who leads what. Approvals climb it. */
export function UnitList({ viewer }: { viewer: AdminViewer }) {
  const t = useTranslations("members")
  const trpc = useTRPC()
  const units = useQuery(trpc.people.units.queryOptions())
  const members = useQuery(trpc.people.list.queryOptions())
  const sheet = useSheet<Unit | "new">()
  const columns = useColumns(members.data ?? [])
  const rows = useMemo(() => units.data && unitTree(units.data), [units.data])
  const isOwner = viewer.roles.includes("owner")
  const createButton = isOwner && (
    <Button onPress={() => sheet.open("new")}>
      <Plus aria-hidden="true" />
      {t("unit.create")}
    </Button>
  )
  return (
    <>
      <MembersHeader actions={createButton} />
      <DataTable
        label={t("tab.units")}
        columns={columns}
        rows={rows}
        rowKey={({ unit }) => unit.id}
        {...(isOwner && { onOpen: ({ unit }: TreeRow<Unit>) => sheet.open(unit) })}
        error={units.isError && !units.data ? { onRetry: () => void units.refetch() } : null}
        empty={
          <EmptyState
            icon={Network}
            title={t("noUnits.title")}
            description={t(isOwner ? "noUnits.description" : "noUnits.readOnly")}
            action={createButton}
          />
        }
      />
      {sheet.target && (
        <UnitSheet
          key={sheet.key}
          isOpen={sheet.isOpen}
          onOpenChange={sheet.onOpenChange}
          unit={sheet.target === "new" ? null : sheet.target}
          units={units.data ?? []}
          members={members.data ?? []}
        />
      )}
    </>
  )
}

function useColumns(members: readonly Member[]): DataColumn<TreeRow<Unit>>[] {
  const t = useTranslations("members")
  return useMemo(
    () => [
      {
        id: "name",
        header: t("column.unit"),
        cell: ({ unit, depth }) => (
          <span className="flex min-w-0 items-center gap-1.5" style={{ paddingInlineStart: `${depth * indentRem}rem` }}>
            {depth > 0 && <CornerDownRight className="size-3.5 shrink-0 text-muted" aria-hidden="true" />}
            <span className="truncate">{unit.name}</span>
            <span className="sr-only">{t("unit.level", { level: depth + 1 })}</span>
          </span>
        ),
      },
      {
        id: "head",
        header: t("column.head"),
        cell: ({ unit }) => {
          const head = members.find(({ id }) => id === unit.headId)
          return head ? <PersonChip name={head.name} /> : <span className="text-muted">{t("unit.noHead")}</span>
        },
      },
      {
        id: "members",
        header: t("column.members"),
        width: "8rem",
        align: "end",
        cell: ({ unit }) => (
          <span className="figures">{members.filter(({ unitId, active }) => active && unitId === unit.id).length}</span>
        ),
      },
    ],
    [t, members],
  )
}
