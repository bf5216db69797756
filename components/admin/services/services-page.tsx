"use client"

import { useQuery } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { PlugZap, Plus } from "lucide-react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { onDemand } from "@/components/ui/on-demand"
import { PageBody } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import { Skeleton } from "@/components/ui/skeleton"
import type { AppRouter } from "@/server/api/router"
import { useSheet } from "../use-sheet"
import { ServiceCard } from "./service-card"

// Loaded when first opened, as what it lies in.
const { OnDemand: ServiceSheet } = onDemand(async () => (await import("./service-sheet")).ServiceSheet)
const { OnDemand: TestSheet } = onDemand(async () => (await import("./test-sheet")).TestSheet)

export type Service = inferRouterOutputs<AppRouter>["service"]["list"]["services"][number]

const skeletons = ["first", "second", "third"]

/** The systems that flows may ask. Designers see them; what leaves the house with which keys is the owner's. */
export function ServicesPage({ mayEdit }: { mayEdit: boolean }) {
  const t = useTranslations("services")
  const trpc = useTRPC()
  const list = useQuery(trpc.service.list.queryOptions())
  const sheet = useSheet<string>()
  const test = useSheet<string>()
  const services = list.data?.services
  const tested = services?.find(({ id }) => id === test.target)
  const addButton = mayEdit && (
    <Button isDisabled={!services} onPress={() => sheet.open("")}>
      <Plus aria-hidden="true" />
      {t("add")}
    </Button>
  )
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={addButton} />
      {services?.length === 0 ? (
        <EmptyState
          icon={PlugZap}
          title={t("empty.title")}
          description={t(mayEdit ? "empty.description" : "empty.askOwner")}
          action={addButton}
        />
      ) : (
        <PageBody className="max-w-6xl">
          {list.isError && !list.data && <ErrorState onRetry={() => void list.refetch()} />}
          <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3" aria-busy={list.isPending || undefined}>
            {services?.map((service) => (
              <ServiceCard
                key={service.id}
                service={service}
                mayEdit={mayEdit}
                onOpen={() => sheet.open(service.id)}
                onTest={() => test.open(service.id)}
              />
            ))}
            {list.isPending &&
              skeletons.map((name) => (
                <li key={name}>
                  <Skeleton className="h-40 rounded-xl" />
                </li>
              ))}
          </ul>
        </PageBody>
      )}
      {sheet.target !== null && (
        <ServiceSheet
          key={sheet.key}
          isOpen={sheet.isOpen}
          onOpenChange={sheet.onOpenChange}
          service={services?.find(({ id }) => id === sheet.target) ?? null}
        />
      )}
      {tested && (
        <TestSheet
          key={`${tested.id} ${test.key}`}
          isOpen={test.isOpen}
          onOpenChange={test.onOpenChange}
          service={tested}
        />
      )}
    </>
  )
}
