"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { MailPlus, UserPlus } from "lucide-react"
import { useMemo } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { notify } from "@/components/ui/notify"
import { onDemand } from "@/components/ui/on-demand"
import { Time } from "@/components/ui/time"
import { roleTitles } from "@/core/people/role-title"
import type { AppRouter } from "@/server/api/router"
import { useSheet } from "../use-sheet"
import type { AdminViewer } from "./member-list"
import { MembersHeader } from "./members-header"
import { unitPath, type UnitNode } from "./unit-tree"

// Loaded when first opened, as what it lies in.
const { OnDemand: InviteSheet } = onDemand(async () => (await import("./invite-sheet")).InviteSheet)

type Invitation = inferRouterOutputs<AppRouter>["people"]["invitations"][number]

/** Links that nobody has used yet. */
export function InvitationList({ viewer }: { viewer: AdminViewer }) {
  const t = useTranslations("members")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const invitations = useQuery(trpc.people.invitations.queryOptions())
  const units = useQuery(trpc.people.units.queryOptions())
  const revoke = useMutation(trpc.people.revokeInvitation.mutationOptions())
  const invite = useSheet<true>()
  const asking = useSheet<Invitation>()
  const columns = useColumns(units.data ?? [], asking.open)

  const revokeNow = async () => {
    if (!asking.target) return
    try {
      await revoke.mutateAsync({ invitationId: asking.target.id })
      notify.ok(t("revoke.done"))
    } catch {
      // Used or revoked meanwhile: the list read anew says so.
      notify.warning(t("revoke.failed"))
    }
    await queries.invalidateQueries({ queryKey: trpc.people.invitations.queryKey() })
  }
  const inviteButton = (
    <Button onPress={() => invite.open(true)}>
      <UserPlus aria-hidden="true" />
      {t("invite.button")}
    </Button>
  )
  return (
    <>
      <MembersHeader actions={inviteButton} />
      <DataTable
        label={t("tab.invitations")}
        columns={columns}
        rows={invitations.data}
        rowKey={({ id }) => id}
        error={invitations.isError && !invitations.data ? { onRetry: () => void invitations.refetch() } : null}
        empty={
          <EmptyState
            icon={MailPlus}
            title={t("noInvitations.title")}
            description={t("noInvitations.description")}
            action={inviteButton}
          />
        }
      />
      {invite.target && (
        <InviteSheet
          key={invite.key}
          isOpen={invite.isOpen}
          onOpenChange={invite.onOpenChange}
          viewer={viewer}
          units={units.data ?? []}
        />
      )}
      <ConfirmDialog
        isOpen={asking.isOpen}
        onOpenChange={asking.onOpenChange}
        title={t("revoke.title")}
        description={t("revoke.description")}
        confirmLabel={t("revoke.confirm")}
        isDanger
        onConfirm={revokeNow}
      />
    </>
  )
}

function useColumns(units: readonly UnitNode[], onRevoke: (row: Invitation) => void): DataColumn<Invitation>[] {
  const t = useTranslations("members")
  const locale = useLocale()
  return useMemo(
    () => [
      {
        id: "for",
        header: t("column.for"),
        width: "26%",
        cell: ({ email }) => email ?? <span className="text-muted">{t("anybody")}</span>,
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
        cell: ({ unitId }) => unitPath(units, unitId) || <span className="text-muted">—</span>,
      },
      { id: "by", header: t("column.invitedBy"), hideBelow: "lg", cell: ({ invitedBy }) => invitedBy.name },
      {
        id: "expires",
        header: t("column.expires"),
        width: "10rem",
        cell: ({ expiresAt }) => <Time value={expiresAt} className="text-muted" />,
      },
      {
        id: "revoke",
        header: t("column.actions"),
        width: "7rem",
        align: "end",
        phone: "trailing",
        cell: (row) => (
          <Button
            size="sm"
            variant="outline"
            aria-label={t("revoke.label", { who: row.email ?? t("anybody") })}
            onPress={() => onRevoke(row)}
          >
            {t("revoke.button")}
          </Button>
        ),
      },
    ],
    [t, locale, units, onRevoke],
  )
}
