"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { lazy, Suspense } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { ErrorState } from "@/components/ui/error-state"
import { notify } from "@/components/ui/notify"
import { Panel } from "@/components/ui/page"
import { PopoverButton } from "@/components/ui/popover-button"
import { SelectField } from "@/components/ui/select-field"
import { SkeletonLines } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"

const ChooseList = lazy(async () => ({ default: (await import("../choose-list")).ChooseList }))

/** Queues and agents of the telephone system that we do not know yet: each row says to whom it belongs. */
export function VendorMapping() {
  const t = useTranslations("connectors.mapping")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const mapping = useQuery(trpc.telephony.mapping.queryOptions())
  const members = useQuery(trpc.people.list.queryOptions())
  const mapQueue = useMutation(trpc.telephony.mapQueue.mutationOptions())
  const mapAgent = useMutation(trpc.telephony.mapAgent.mutationOptions())
  const people = members.data?.filter(({ active }) => active) ?? []
  const unknownAgents = mapping.data?.agents.filter(({ by }) => by === "none") ?? []

  const run = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work()
      notify.ok(done)
    } catch {
      notify.error(t("failed"))
    }
    await Promise.all([
      queries.invalidateQueries({ queryKey: trpc.telephony.mapping.queryKey() }),
      queries.invalidateQueries({ queryKey: trpc.people.skillGroups.queryKey() }),
    ])
  }
  return (
    <div className="grid gap-4 p-4 md:p-6 lg:grid-cols-2">
      <Panel title={t("queues")} description={t("queuesHelp")} isFlush>
        {mapping.isError && !mapping.data ? (
          <ErrorState size="compact" onRetry={() => void mapping.refetch()} />
        ) : !mapping.data ? (
          <SkeletonLines className="p-4" />
        ) : mapping.data.unmappedQueues.length === 0 ? (
          <p className="p-4 text-sm text-muted">{t("noQueues")}</p>
        ) : (
          <ul>
            {mapping.data.unmappedQueues.map(({ vendorId, lastSeenAt }) => (
              <Row key={vendorId} name={vendorId} detail={<Time value={lastSeenAt} format="relative" />}>
                {mapping.data.skillGroups.length === 0 ? (
                  <span className="text-xs text-muted">{t("noGroups")}</span>
                ) : (
                  <SelectField
                    label={t("groupFor", { queue: vendorId })}
                    isLabelHidden
                    className="w-44"
                    placeholder={t("chooseGroup")}
                    isDisabled={mapQueue.isPending}
                    value={null}
                    options={mapping.data.skillGroups.map(({ id, name }) => ({ value: id, label: name }))}
                    onChange={(skillGroupId) =>
                      void run(
                        () => mapQueue.mutateAsync({ vendorId, skillGroupId }),
                        t("queueMapped", { queue: vendorId }),
                      )
                    }
                  />
                )}
              </Row>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t("agents")} description={t("agentsHelp")} isFlush>
        {!mapping.data ? (
          !mapping.isError && <SkeletonLines className="p-4" />
        ) : unknownAgents.length === 0 ? (
          <p className="p-4 text-sm text-muted">{t("noAgents")}</p>
        ) : (
          <ul>
            {unknownAgents.map(({ agentId, name, extension }) => (
              <Row key={agentId} name={name ?? agentId} detail={extension ? t("extension", { extension }) : agentId}>
                <PopoverButton
                  label={t("personFor", { agent: name ?? agentId })}
                  variant="outline"
                  size="sm"
                  isDisabled={mapAgent.isPending}
                  panel={(close) => (
                    <Suspense fallback={<SkeletonLines className="w-72 p-3" />}>
                      <ChooseList
                        label={t("personFor", { agent: name ?? agentId })}
                        people={people}
                        chosenIds={[]}
                        isSingle
                        onChange={([personId]) => {
                          close()
                          if (!personId) return
                          void run(
                            () => mapAgent.mutateAsync({ agentId, personId }),
                            t("agentMapped", { agent: name ?? agentId }),
                          )
                        }}
                      />
                    </Suspense>
                  )}
                >
                  {t("choosePerson")}
                </PopoverButton>
              </Row>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  )
}

function Row(props: { name: string; detail: React.ReactNode; children: React.ReactNode }) {
  return (
    <li className="flex min-h-12 items-center justify-between gap-3 border-b border-separator px-4 py-2 last:border-b-0">
      <span className="min-w-0">
        <span className="block truncate font-mono text-xs">{props.name}</span>
        <span className="block truncate text-xs text-muted">{props.detail}</span>
      </span>
      {props.children}
    </li>
  )
}
