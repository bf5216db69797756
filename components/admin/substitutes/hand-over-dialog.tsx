"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import Link from "next/link"
import { useId } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { TextField } from "@/components/ui/text-field"
import type { AppRouter } from "@/server/api/router"
import { PeopleField } from "../people-field"
import { useAdminForm } from "../use-admin-form"

type HandedOver = inferRouterOutputs<AppRouter>["people"]["handOver"]

/** All open work of somebody, and what comes later, for somebody else; afterwards what moved and what did not. */
export function HandOverDialog(props: {
  person: { id: string; name: string }
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const t = useTranslations("substitutes.handOver")
  const id = useId()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { person } = props
  const members = useQuery(trpc.people.list.queryOptions()).data ?? []
  const open = useQuery(trpc.people.openTodos.queryOptions({ personId: person.id }, { staleTime: 0 })).data
  const handing = useMutation(trpc.people.handOver.mutationOptions())
  const form = useAdminForm({ toId: "", reason: "" })
  const { draft } = form
  const save = () =>
    form.send(async () => {
      const answer = await handing.mutateAsync({ personId: person.id, toId: draft.toId, reason: draft.reason })
      await queries.invalidateQueries()
      return answer
    })
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={t("title", { name: person.name })}
      description={t("description")}
      isDismissable={!form.isBusy}
      footer={
        <>
          <Button variant="outline" isDisabled={form.isBusy} onPress={() => props.onOpenChange(false)}>
            {t(handing.data ? "close" : "cancel")}
          </Button>
          {!handing.data && (
            <Button type="submit" form={id} isPending={form.isBusy} isDisabled={draft.toId === ""}>
              {t("submit")}
            </Button>
          )}
        </>
      }
    >
      {handing.data ? (
        <Results handed={handing.data} />
      ) : (
        <form
          id={id}
          noValidate
          className="space-y-4 p-0.5"
          onSubmit={(event) => {
            event.preventDefault()
            // The dialog stands over the member's own form, which must not be sent with it.
            event.stopPropagation()
            if (draft.toId !== "" && !form.isBusy) void save()
          }}
        >
          {form.others.length > 0 && (
            <Banner meaning="breached" isAssertive>
              {form.others.join(" ")}
            </Banner>
          )}
          <p className="text-sm">{open ? t("preview", { count: open.count }) : t("counting")}</p>
          <PeopleField
            label={t("to")}
            isSingle
            people={members.filter((member) => member.id !== person.id)}
            chosenIds={draft.toId ? [draft.toId] : []}
            onChange={([chosen]) => form.set("toId")(chosen ?? "")}
            error={form.errorOf("toId")}
          />
          <TextField label={t("reason")} maxLength={400} value={draft.reason} onChange={form.set("reason")} />
        </form>
      )}
    </Dialog>
  )
}

function Results({ handed: { results, left } }: { handed: HandedOver }) {
  const t = useTranslations("substitutes.handOver")
  const locale = useLocale()
  const stayed = results.filter(({ refusal }) => refusal !== null)
  // What did not move needs somebody's attention, so it comes first.
  const ordered = [...stayed, ...results.filter(({ refusal }) => refusal === null)]
  return (
    <div className="space-y-3" aria-live="polite">
      <p className="text-sm font-medium">{t("moved", { count: results.length - stayed.length })}</p>
      {stayed.length > 0 && <Banner meaning="warning">{t("stayed", { count: stayed.length })}</Banner>}
      {left > 0 && <Banner meaning="warning">{t("left", { count: left })}</Banner>}
      {ordered.length > 0 && (
        <ul
          aria-label={t("results")}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
          tabIndex={0}
          className="max-h-72 divide-y divide-separator overflow-y-auto rounded-lg border border-border px-3"
        >
          {ordered.map(({ ticketId, todoId, number, title, refusal }) => (
            <li key={`${ticketId} ${todoId}`} className="py-2 text-sm">
              <div className="flex items-center gap-2">
                <Link href={`/tickets/${ticketId}`} className="figures font-medium hover:underline">
                  #{number}
                </Link>
                <span className="min-w-0 flex-1 truncate">{title}</span>
                <span className="shrink-0 text-xs text-muted">{t(refusal ? "resultStayed" : "resultMoved")}</span>
              </div>
              {refusal && <p className="text-xs text-danger">{refusal[locale]}</p>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
