"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Ticket } from "lucide-react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { MenuButton } from "@/components/ui/menu"
import { notify } from "@/components/ui/notify"
import { flowValues } from "@/core/flow/variables"
import type { Values } from "@/core/ticket/event"
import { useDesigner, useDesignerContext } from "../../designer-context"

const ticketsMax = 5

/** The flow's latest tickets, to try the condition on what stands in one of them. Nothing while there are none. */
export function RecentTickets({ onValues }: { onValues: (values: Values) => void }) {
  const t = useTranslations("designer.try")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { flowId, directory } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const recent = useQuery(trpc.ticket.list.queryOptions({ status: "all", flowId, limit: ticketsMax }))
  const items = recent.data?.items ?? []
  if (items.length === 0) return null
  const take = async (ticketId: string) => {
    try {
      const { state } = await queries.fetchQuery(trpc.ticket.get.queryOptions({ ticketId }))
      onValues(flowValues(state, fields, directory))
    } catch {
      notify.error(t("ticketFailed"))
    }
  }
  return (
    <MenuButton
      label={t("ticket")}
      size="sm"
      variant="outline"
      className="h-7 text-xs max-md:h-9"
      placement="bottom start"
      groups={[
        {
          id: "tickets",
          entries: items.map(({ id, number, title }) => ({
            id,
            label: `#${number} ${title}`,
            onSelect: () => void take(id),
          })),
        },
      ]}
    >
      <Ticket className="size-3.5!" aria-hidden="true" />
      {t("ticket")}
    </MenuButton>
  )
}
