"use client"

import { useQuery } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { Gauge, SearchX, UserPlus } from "lucide-react"
import { useMemo, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { onDemand } from "@/components/ui/on-demand"
import { PersonChip } from "@/components/ui/person-chip"
import { SearchField } from "@/components/ui/search-field"
import { StatusChip } from "@/components/ui/status-chip"
import { roleTitles } from "@/core/people/role-title"
import type { Role } from "@/core/people/directory"
import type { AppRouter } from "@/server/api/router"
import { useSheet } from "../use-sheet"
import { MembersHeader } from "./members-header"
import { unitPath, type UnitNode } from "./unit-tree"

// Loaded when first opened, as what it lies in.
const { OnDemand: InviteSheet } = onDemand(async () => (await import("./invite-sheet")).InviteSheet)
const { OnDemand: MemberSheet } = onDemand(async () => (await import("./member-sheet")).MemberSheet)

const { OnDemand: WorkLimitsSheet } = onDemand(async () => (await import("./work-limits-sheet")).WorkLimitsSheet)

export type Member = inferRouterOutputs<AppRouter>["people"]["list"][number]
export type AdminViewer = { id: string; roles: readonly Role[] }

/** Everybody in the organisation, those who have left included; a row opens what can be changed. */
export function MemberList({ viewer }: { viewer: AdminViewer }) {
  const t = useTranslations("members")
  const trpc = useTRPC()
  const members = useQuery(trpc.people.list.queryOptions())
  const units = useQuery(trpc.people.units.queryOptions())
  const groups = useQuery(trpc.people.skillGroups.queryOptions())
  const [query, setQuery] = useState("")
  const sheet = useSheet<Member>()
  const invite = useSheet<true>()
  const isOwner = viewer.roles.includes("owner")
  const limits = useQuery(trpc.people.workLimits.queryOptions(undefined, { enabled: isOwner }))
  const limitsSheet = useSheet<true>()
  const columns = useColumns(units.data ?? [], viewer.id)
  const wanted = query.trim().toLowerCase()
  const rows = members.data?.filter(({ name, email, extension }) =>
    [name, email, extension ?? ""].some((text) => text.toLowerCase().includes(wanted)),
  )
  return (
    <>
      <MembersHeader
        actions={
          <>
            {isOwner && limits.data && (
              <Button variant="outline" onPress={() => limitsSheet.open(true)}>
                <Gauge aria-hidden="true" />
                {t("limits.button")}
              </Button>
            )}
            <Button onPress={() => invite.open(true)}>
              <UserPlus aria-hidden="true" />
              {t("invite.button")}
            </Button>
          </>
        }
      />
      <div className="px-4 pt-3 pb-1.5 md:px-6">
        <SearchField label={t("search")} value={query} onChange={setQuery} className="md:w-80" />
      </div>
      <DataTable
        label={t("tab.members")}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        onOpen={sheet.open}
        selectedKey={sheet.isOpen ? sheet.target?.id : null}
        error={members.isError && !members.data ? { onRetry: () => void members.refetch() } : null}
        empty={
          <EmptyState
            icon={SearchX}
            title={t("noMatch.title")}
            description={t("noMatch.description")}
            action={
              <Button variant="outline" onPress={() => setQuery("")}>
                {t("noMatch.action")}
              </Button>
            }
          />
        }
      />
      {sheet.target && (
        <MemberSheet
          key={sheet.key}
          isOpen={sheet.isOpen}
          onOpenChange={sheet.onOpenChange}
          member={sheet.target}
          viewer={viewer}
          units={units.data ?? []}
          groups={groups.data ?? []}
        />
      )}
      {limitsSheet.target && limits.data && (
        <WorkLimitsSheet
          key={`limits ${limitsSheet.key}`}
          isOpen={limitsSheet.isOpen}
          onOpenChange={limitsSheet.onOpenChange}
          limits={limits.data}
        />
      )}
      {invite.target && (
        <InviteSheet
          key={`invite ${invite.key}`}
          isOpen={invite.isOpen}
          onOpenChange={invite.onOpenChange}
          viewer={viewer}
          units={units.data ?? []}
        />
      )}
    </>
  )
}

function useColumns(units: readonly UnitNode[], viewerId: string): DataColumn<Member>[] {
  const t = useTranslations("members")
  const locale = useLocale()
  return useMemo(
    () => [
      {
        id: "name",
        header: t("column.name"),
        width: "19%",
        sortValue: ({ name }) => name,
        cell: ({ id, name }) => <PersonChip name={name} detail={id === viewerId ? t("you") : undefined} />,
      },
      {
        id: "email",
        header: t("column.email"),
        width: "26%",
        hideBelow: "lg",
        sortValue: ({ email }) => email,
        cell: ({ email }) => <span className="text-muted">{email}</span>,
      },
      {
        id: "roles",
        header: t("column.roles"),
        cell: ({ roles }) => roles.map((role) => roleTitles[role][locale]).join(t("comma")),
      },
      {
        id: "unit",
        header: t("column.unit"),
        hideBelow: "lg",
        sortValue: ({ unitId }) => unitPath(units, unitId) || null,
        cell: ({ unitId }) =>
          // The path would be cut off at its end, which is what tells units apart.
          units.find(({ id }) => id === unitId)?.name ?? <span className="text-muted">—</span>,
      },
      {
        id: "extension",
        header: t("column.extension"),
        width: "7rem",
        sortValue: ({ extension }) => extension,
        cell: ({ extension }) =>
          extension === null ? <span className="text-muted">—</span> : <span className="figures">{extension}</span>,
      },
      {
        id: "active",
        header: t("column.active"),
        width: "8rem",
        phone: "trailing",
        sortValue: ({ active }) => (active ? 0 : 1),
        cell: ({ active }) => (
          <StatusChip meaning={active ? "ok" : "neutral"} size="sm">
            {t(active ? "active" : "inactive")}
          </StatusChip>
        ),
      },
    ],
    [t, locale, units, viewerId],
  )
}
