"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Pause, Play, Square } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { notify } from "@/components/ui/notify"
import type { Migration } from "./migration-types"

/** Pause, continue and end; nothing once it is over. */
export function MigrationControls({ migration }: { migration: Migration }) {
  const t = useTranslations("flows.migration")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const change = useMutation(trpc.migration.change.mutationOptions())
  const [isAsking, setAsking] = useState(false)
  const { id: migrationId, state, counts } = migration
  if (state === "done" || state === "cancelled") return null
  const run = async (action: "pause" | "continue" | "cancel") => {
    try {
      await change.mutateAsync({ migrationId, action })
      notify.ok(t(`changed.${action}`))
    } catch {
      notify.error(t("failed"))
    }
    await queries.invalidateQueries({ queryKey: trpc.migration.pathKey() })
  }
  return (
    <>
      {state === "running" ? (
        <Button variant="outline" isPending={change.isPending} onPress={() => void run("pause")}>
          <Pause aria-hidden="true" />
          {t("pause")}
        </Button>
      ) : (
        <Button isPending={change.isPending} onPress={() => void run("continue")}>
          <Play aria-hidden="true" />
          {t("continue")}
        </Button>
      )}
      <Button variant="danger-soft" isDisabled={change.isPending} onPress={() => setAsking(true)}>
        <Square aria-hidden="true" />
        {t("cancel")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t("cancelTitle")}
        description={t("cancelHint", { count: counts.left })}
        confirmLabel={t("cancelConfirm")}
        isDanger
        onConfirm={() => run("cancel")}
      />
    </>
  )
}
