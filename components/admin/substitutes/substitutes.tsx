"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { UserRoundCheck, X } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { notify } from "@/components/ui/notify"
import { PersonChip } from "@/components/ui/person-chip"
import { SkeletonLines } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"
import type { SubstituteEntry } from "@/server/people/substitutes"
import { useSheet } from "../use-sheet"
import { SubstituteDialog } from "./substitute-dialog"

const lastMomentMs = 1

/** Who stands in for somebody, now and later, and for whom they stand in themselves; set and ended here. */
export function Substitutes({ personId, isMine }: { personId: string; isMine: boolean }) {
  const t = useTranslations("substitutes")
  const trpc = useTRPC()
  const query = useQuery(trpc.people.substitutes.queryOptions())
  const sheet = useSheet<string>()
  if (query.isError && !query.data) return <ErrorState size="compact" onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonLines lines={2} />
  const away = query.data.filter((entry) => entry.personId === personId)
  const standsIn = query.data.filter((entry) => entry.toId === personId)
  const set = (
    <Button variant="outline" size="sm" onPress={() => sheet.open(personId)}>
      <UserRoundCheck aria-hidden="true" />
      {t("set")}
    </Button>
  )
  return (
    <div className="space-y-3">
      {away.length === 0 ? (
        <EmptyState
          size="compact"
          icon={UserRoundCheck}
          title={t("none")}
          description={t(isMine ? "noneMine" : "noneOther")}
          action={set}
        />
      ) : (
        <>
          <ul className="divide-y divide-separator">
            {away.map((entry) => (
              <Entry key={entry.id} entry={entry} name={entry.toName} canEnd />
            ))}
          </ul>
          {set}
        </>
      )}
      {standsIn.length > 0 && (
        <div className="border-t border-separator pt-3">
          <h3 className="text-sm font-medium">{t("standsIn")}</h3>
          <ul className="divide-y divide-separator">
            {standsIn.map((entry) => (
              <Entry key={entry.id} entry={entry} name={entry.personName} />
            ))}
          </ul>
        </div>
      )}
      {sheet.target && (
        <SubstituteDialog key={sheet.key} personId={personId} isOpen={sheet.isOpen} onOpenChange={sheet.onOpenChange} />
      )}
    </div>
  )
}

function Entry({ entry, name, canEnd }: { entry: SubstituteEntry; name: string; canEnd?: boolean }) {
  const t = useTranslations("substitutes")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const ending = useMutation(trpc.people.endSubstitute.mutationOptions())
  const end = async () => {
    setBusy(true)
    try {
      await ending.mutateAsync({ id: entry.id })
      notify.ok(t("ended", { name }))
    } catch {
      notify.error(t("notEnded"))
    } finally {
      await queries.invalidateQueries({ queryKey: trpc.people.substitutes.queryKey() })
      setBusy(false)
    }
  }
  const from = () => <Time value={entry.from} format="date" />
  const { until } = entry
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
      <PersonChip name={name} />
      <span className="flex-1 text-sm text-muted">
        {until
          ? t.rich("range", { from, until: () => <Time value={until.getTime() - lastMomentMs} format="date" /> })
          : t.rich("forGood", { from })}
      </span>
      {canEnd && (
        <Button
          variant="ghost"
          size="sm"
          isPending={isBusy}
          aria-label={t("endOf", { name })}
          onPress={() => void end()}
        >
          <X aria-hidden="true" />
          {t("end")}
        </Button>
      )}
    </li>
  )
}
