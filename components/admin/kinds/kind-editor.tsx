"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import dynamic from "next/dynamic"
import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { notify } from "@/components/ui/notify"
import { PageBody, Panel } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import { RemoveButton } from "../remove-button"
import { UseList } from "../use-list"
import { blankKind } from "./blank-kind"
import { KindExits } from "./kind-exits"
import { KindFields } from "./kind-fields"
import { KindLook } from "./kind-look"
import { KindRequest, type ServiceChoice } from "./kind-request"
import { KindResults } from "./kind-results"
import type { OwnKind } from "./kinds-page"
import { useKindDraft } from "./use-kind-draft"

// The canvas and the designer's controls come after the form, which people begin with.
const KindPreview = dynamic(async () => (await import("./kind-preview")).KindPreview, {
  ssr: false,
  loading: () => <div className="panel h-96 lg:sticky lg:top-4" />,
})
const noService = "00000000-0000-0000-0000-000000000000"
const listHref = "/admin/kinds"

/** A node kind of the organisation's own, with what designers will see of it at the side. */
export function KindEditor({ kind, services }: { kind: OwnKind | null; services: readonly ServiceChoice[] }) {
  const t = useTranslations("kinds.editor")
  const locale = useLocale()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const saving = useMutation(trpc.kind.save.mutationOptions())
  const removing = useMutation(trpc.kind.remove.mutationOptions())
  const part = useKindDraft(kind?.definition ?? blankKind(services[0]?.id ?? noService))
  const { draft } = part
  const leave = async (said: string) => {
    await queries.invalidateQueries({ queryKey: trpc.kind.pathKey() })
    await queries.invalidateQueries({ queryKey: trpc.flow.pathKey() })
    notify.ok(said)
    router.push(listHref)
  }
  const save = async () => {
    const saved = await part.send(() =>
      saving.mutateAsync({ kindId: kind?.id ?? null, revision: kind?.revision ?? 0, definition: draft }),
    )
    if (saved) await leave(t("saved", { name: draft.name[locale] }))
  }
  const remove = async () => {
    if (!kind) return
    const removed = await part.attempt(async () => {
      await removing.mutateAsync({ kindId: kind.id })
      return true
    })
    if (removed) await leave(t("removed", { name: kind.definition.name[locale] }))
  }
  const usedBy = part.errorOf("kindId")
  return (
    <>
      <PageHeader
        title={kind ? kind.definition.name[locale] : t("addTitle")}
        description={kind ? t("renews") : undefined}
        back={{ href: listHref, label: t("back") }}
        actions={
          <>
            {kind && (
              <RemoveButton
                title={t("removeTitle", { name: kind.definition.name[locale] })}
                description={t("removeHint")}
                isDisabled={part.isBusy}
                onRemove={remove}
              />
            )}
            <Button isPending={part.isBusy} isDisabled={kind !== null && !part.isChanged} onPress={() => void save()}>
              {t("save")}
            </Button>
          </>
        }
      />
      <PageBody className="grid max-w-7xl items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-5">
          {(part.refused ?? usedBy) && (
            <Banner meaning="breached" isAssertive>
              {part.refused ?? usedBy}
            </Banner>
          )}
          {part.problemCount > 0 && !usedBy && (
            <Banner meaning="breached" isAssertive>
              {t("problems", { count: part.problemCount })}
            </Banner>
          )}
          <KindLook {...part} />
          <KindFields {...part} />
          <KindRequest {...part} services={services} />
          <KindResults {...part} />
          <KindExits {...part} />
          {kind && (
            <Panel>
              <UseList
                title={t("uses")}
                unused={t("unused")}
                uses={kind.uses.map(({ id, name }) => ({
                  key: id ?? "hidden",
                  href: id && `/flows/${id}`,
                  text: name ?? t("hiddenFlow"),
                }))}
              />
            </Panel>
          )}
        </div>
        <KindPreview definition={draft} />
      </PageBody>
    </>
  )
}
