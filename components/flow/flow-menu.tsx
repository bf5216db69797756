"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Archive, Braces, ChartColumn, Ellipsis, History, Pencil } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { MenuButton } from "@/components/ui/menu"
import { notify } from "@/components/ui/notify"
import { useExport } from "./file/use-export"
import type { FlowItem } from "./flow-list"

/** What can be done with a flow without opening it. */
export function FlowMenu({ flow }: { flow: FlowItem }) {
  const t = useTranslations("flows.menu")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const exportFlow = useExport()
  const archive = useMutation(trpc.flow.archive.mutationOptions())
  const run = async () => {
    try {
      await archive.mutateAsync({ flowId: flow.id })
      notify.ok(t("archived", { name: flow.name }))
    } catch (error) {
      notify.error(t("notArchived"))
      throw error
    }
    await queries.invalidateQueries({ queryKey: trpc.flow.pathKey() })
  }
  return (
    <span
      // The row behind is a link to the flow; the menu is not.
      role="presentation"
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <MenuButton
        isIconOnly
        size="sm"
        label={t("label", { name: flow.name })}
        groups={[
          {
            id: "go",
            entries: [
              { id: "open", label: flow.mayEdit ? t("edit") : t("view"), icon: Pencil, href: `/flows/${flow.id}` },
              { id: "versions", label: t("versions"), icon: History, href: `/flows/${flow.id}/versions` },
              { id: "layers", label: t("layers"), icon: ChartColumn, href: `/flows/${flow.id}/layers` },
            ],
          },
          {
            id: "file",
            entries: [
              {
                id: "json",
                label: t("json"),
                icon: Braces,
                onSelect: () => void exportFlow(flow.id, null, "json"),
              },
            ],
          },
          {
            id: "danger",
            entries: flow.mayEdit
              ? [
                  {
                    id: "archive",
                    label: t("archive"),
                    icon: Archive,
                    isDanger: true,
                    onSelect: () => setAsking(true),
                  },
                ]
              : [],
          },
        ]}
      >
        <Ellipsis aria-hidden="true" />
      </MenuButton>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t("archiveTitle", { name: flow.name })}
        description={t("archiveHint", { count: flow.openTickets })}
        confirmLabel={t("archive")}
        isDanger
        onConfirm={run}
      />
    </span>
  )
}
