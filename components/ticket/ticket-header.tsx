"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { History, Undo2 } from "lucide-react"
import Link from "next/link"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { ButtonLink } from "@/components/ui/button-link"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { notify } from "@/components/ui/notify"
import { PageHeader } from "@/components/ui/page-header"
import { TextField } from "@/components/ui/text-field"
import { Time } from "@/components/ui/time"
import type { TicketDetail } from "./incident-panel"
import { PriorityMark } from "./priority-mark"
import { refusalOf } from "./refusal"
import { resolutionOf } from "./resolution"
import { TicketStatus } from "./ticket-status"
import { useIntentKey } from "./use-intent-key"

/** Number, title, where it stands, which version it runs on; replay and revoke. */
export function TicketHeader({ ticket }: { ticket: TicketDetail }) {
  const t = useTranslations("ticket.header")
  const locale = useLocale()
  const { state, flow } = ticket
  return (
    <PageHeader
      back={{ href: "/tickets", label: t("back") }}
      title={
        <>
          <span className="font-normal text-muted figures">#{ticket.number}</span> {state.title}
        </>
      }
      meta={
        <>
          <TicketStatus
            status={state.status}
            openIncidents={Object.keys(state.incidents).length}
            resolution={resolutionOf(ticket.events)?.[locale] ?? null}
          />
          <PriorityMark priority={state.priority} />
        </>
      }
      description={
        <>
          <Link href={`/flows/${flow.id}`} className="font-medium text-foreground hover:underline">
            {flow.name}
          </Link>{" "}
          {t("version", { version: flow.versionNumber })}
          {flow.currentNumber !== null && flow.currentNumber !== flow.versionNumber && (
            <> · {t("current", { version: flow.currentNumber })}</>
          )}
          {" · "}
          {t.rich("opened", {
            at: () => <Time value={state.openedAt} format={state.closedAt === null ? "both" : "datetime"} />,
          })}
          {state.closedAt !== null && (
            <>
              {" · "}
              {t.rich("closed", { at: () => <Time value={state.closedAt ?? 0} format="datetime" /> })}
            </>
          )}
          {state.category && <> · {t("category", { category: state.category })}</>}
        </>
      }
      actions={
        <>
          <ButtonLink href={`/tickets/${ticket.id}/replay`} variant="outline">
            <History aria-hidden="true" />
            {t("replay")}
          </ButtonLink>
          {ticket.may.revoke && <RevokeButton ticketId={ticket.id} number={ticket.number} />}
        </>
      }
    />
  )
}

function RevokeButton({ ticketId, number }: { ticketId: string; number: number }) {
  const t = useTranslations("ticket.revoke")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [comment, setComment] = useState("")
  const intent = useIntentKey()
  const revoke = useMutation(
    trpc.ticket.revoke.mutationOptions({
      onSuccess: () => notify.ok(t("done", { number })),
      onError: (error) => notify.error(t(refusalOf(error).is === "failed" ? "failed" : "gone")),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.ticket.get.queryKey({ ticketId }) }),
    }),
  )
  return (
    <>
      <Button
        variant="outline"
        onPress={() => {
          intent.renew()
          setOpen(true)
        }}
      >
        <Undo2 aria-hidden="true" />
        {t("button")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={t("title", { number })}
        description={t("description")}
        confirmLabel={t("confirm")}
        isDanger
        onConfirm={() => revoke.mutateAsync({ ticketId, comment: comment.trim(), key: intent.key })}
      >
        <TextField label={t("comment")} lines={3} maxLength={4000} value={comment} onChange={setComment} />
      </ConfirmDialog>
    </>
  )
}
