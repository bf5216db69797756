"use client"

import { useMutation, useQuery } from "@tanstack/react-query"
import { Building2, ChevronsUpDown } from "lucide-react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { MenuButton } from "@/components/ui/menu"
import { notify } from "@/components/ui/notify"

/** Whose data one is looking at; a menu for accounts that belong to several organisations. */
export function OrganisationSwitch({ organisation }: { organisation: string }) {
  const t = useTranslations("shell.organisation")
  const trpc = useTRPC()
  const me = useQuery(trpc.people.me.queryOptions(undefined, { staleTime: Infinity }))
  const change = useMutation(
    trpc.tenant.switch.mutationOptions({
      // The whole page is loaded anew: nothing of the other organisation may stay in memory.
      onSuccess: () => window.location.assign("/"),
      onError: () => notify.error(t("failed")),
    }),
  )
  const others = me.data?.tenants ?? []
  if (others.length < 2) return <span className="truncate px-1 text-sm font-medium md:px-3">{organisation}</span>
  return (
    <MenuButton
      label={t("label", { organisation })}
      placement="bottom start"
      className="max-w-full min-w-0 px-2 md:px-3"
      groups={[
        {
          id: "organisations",
          title: t("title"),
          entries: others.map(({ id, name }) => ({
            id,
            label: name,
            icon: Building2,
            isSelected: id === me.data?.tenant.id,
            onSelect: () => id !== me.data?.tenant.id && change.mutate({ tenantId: id }),
          })),
        },
      ]}
    >
      <span className="truncate text-foreground">{organisation}</span>
      <ChevronsUpDown aria-hidden="true" />
    </MenuButton>
  )
}
