"use client"

import { useQuery } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { Layers, Plus } from "lucide-react"
import { useMemo } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { onDemand } from "@/components/ui/on-demand"
import type { AppRouter } from "@/server/api/router"
import { useSheet } from "../use-sheet"
import type { Member } from "./member-list"
import { MembersHeader } from "./members-header"

// Loaded when first opened, as what it lies in.
const { OnDemand: SkillGroupSheet } = onDemand(async () => (await import("./skill-group-sheet")).SkillGroupSheet)

export type SkillGroup = inferRouterOutputs<AppRouter>["people"]["skillGroups"][number]

/** Who can take which kind of call, and what the telephone system calls that. */
export function SkillGroupList() {
  const t = useTranslations("members")
  const trpc = useTRPC()
  const groups = useQuery(trpc.people.skillGroups.queryOptions())
  const members = useQuery(trpc.people.list.queryOptions())
  const sheet = useSheet<SkillGroup | "new">()
  const columns = useColumns(members.data ?? [])
  const createButton = (
    <Button onPress={() => sheet.open("new")}>
      <Plus aria-hidden="true" />
      {t("group.create")}
    </Button>
  )
  return (
    <>
      <MembersHeader actions={createButton} />
      <DataTable
        label={t("tab.skillGroups")}
        columns={columns}
        rows={groups.data}
        rowKey={({ id }) => id}
        onOpen={sheet.open}
        selectedKey={sheet.isOpen && sheet.target !== "new" ? sheet.target?.id : null}
        error={groups.isError && !groups.data ? { onRetry: () => void groups.refetch() } : null}
        empty={
          <EmptyState
            icon={Layers}
            title={t("noGroups.title")}
            description={t("noGroups.description")}
            action={createButton}
          />
        }
      />
      {sheet.target && (
        <SkillGroupSheet
          key={sheet.key}
          isOpen={sheet.isOpen}
          onOpenChange={sheet.onOpenChange}
          group={sheet.target === "new" ? null : sheet.target}
          members={members.data ?? []}
        />
      )}
    </>
  )
}

function useColumns(members: readonly Member[]): DataColumn<SkillGroup>[] {
  const t = useTranslations("members")
  return useMemo(() => {
    const active = new Set(members.filter((member) => member.active).map(({ id }) => id))
    return [
      { id: "name", header: t("column.group"), sortValue: ({ name }) => name, cell: ({ name }) => name },
      {
        id: "key",
        header: t("column.key"),
        hideBelow: "lg",
        cell: ({ key }) => <code className="font-mono text-xs text-muted">{key}</code>,
      },
      {
        id: "vendorIds",
        header: t("column.vendorIds"),
        cell: ({ vendorIds }) =>
          vendorIds.length > 0 ? (
            <code className="font-mono text-xs">{vendorIds.join(t("comma"))}</code>
          ) : (
            <span className="text-muted">{t("group.unmapped")}</span>
          ),
      },
      {
        id: "members",
        header: t("column.members"),
        width: "8rem",
        align: "end",
        cell: ({ personIds }) => <span className="figures">{personIds.filter((id) => active.has(id)).length}</span>,
      },
    ]
  }, [t, members])
}
