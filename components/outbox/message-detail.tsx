"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { RotateCw } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { KeyValueList } from "@/components/ui/key-value"
import { notify } from "@/components/ui/notify"
import { Time } from "@/components/ui/time"
import { type Message, MessageState } from "./message-state"

/** One message: its words, where it went or why it did not, what the provider said, and another try. */
export function MessageDetail({ message, canResend }: { message: Message; canResend: boolean }) {
  const t = useTranslations("outbox")
  const isStuck = message.state === "failed" || message.state === "held"
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-center gap-3">
        <MessageState message={message} />
        {canResend && isStuck && <Resend id={message.id} />}
      </div>
      <p className="rounded-lg border border-border bg-surface-secondary p-3 text-sm whitespace-pre-line">
        {message.text}
      </p>
      <KeyValueList items={useFacts(message)} />
      {message.isCombined && <p className="text-sm text-muted">{t("detail.combined")}</p>}
    </div>
  )
}

function useFacts(message: Message) {
  const t = useTranslations("outbox")
  const { state, sentAt, nextAttemptAt, waitsFor, error, answer, ticketId } = message
  const isNext = state === "queued" && (waitsFor !== null || message.attempts > 0)
  const reason = error === "noProvider" ? t("detail.noProvider") : error
  return [
    { label: t("detail.to"), value: message.person },
    ...(message.channel === "webhook"
      ? []
      : [{ label: t("detail.address"), value: message.address ?? t("detail.noAddress") }]),
    { label: t("detail.createdAt"), value: <Time value={message.createdAt} format="both" /> },
    ...(sentAt === null ? [] : [{ label: t("detail.sentAt"), value: <Time value={sentAt} format="both" /> }]),
    ...(state === "queued" && waitsFor ? [{ label: t("detail.waitsFor"), value: t(`waitsFor.${waitsFor}`) }] : []),
    ...(isNext ? [{ label: t("detail.nextAttempt"), value: <Time value={nextAttemptAt} format="both" /> }] : []),
    { label: t("detail.attempts"), value: String(message.attempts) },
    ...(reason === null ? [] : [{ label: t("detail.error"), value: reason }]),
    ...(answer === null || answer === error ? [] : [{ label: t("detail.answer"), value: answer }]),
    ...(ticketId === null
      ? []
      : [
          {
            label: t("detail.ticket"),
            value: (
              <Link className="text-accent-soft-foreground underline" href={`/tickets/${ticketId}`}>
                #{message.ticketNumber}
              </Link>
            ),
          },
        ]),
  ]
}

function Resend({ id }: { id: number }) {
  const t = useTranslations("outbox.resend")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const resend = useMutation(trpc.notification.resend.mutationOptions())
  const send = async () => {
    try {
      const { queued } = await resend.mutateAsync({ ids: [id] })
      if (queued > 0) notify.ok(t("queued", { count: queued }))
      else notify.info(t("none"))
    } catch {
      notify.error(t("failed"))
    }
    await queries.invalidateQueries({ queryKey: trpc.notification.outbox.pathKey() })
  }
  return (
    <Button size="sm" variant="outline" isPending={resend.isPending} onPress={() => void send()}>
      <RotateCw aria-hidden="true" />
      {t("one")}
    </Button>
  )
}
