"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { notify } from "@/components/ui/notify"
import type { OutgoingChannel } from "./channel-fields"

/** Offers to send what was held while the channel had no provider. Asks first: some of it may be long out of date. */
export function ReleaseHeld({ channel, count }: { channel: OutgoingChannel; count: number }) {
  const t = useTranslations("channels.release")
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button size="sm" variant="outline" onPress={() => setAsking(true)}>
        {t("confirm")}
      </Button>
      <ReleaseDialog channel={channel} count={count} isOpen={isAsking} onOpenChange={setAsking} />
    </>
  )
}

export function ReleaseDialog(props: {
  channel: OutgoingChannel
  count: number
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const t = useTranslations("channels.release")
  const resendTexts = useTranslations("outbox.resend")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const resend = useMutation(trpc.notification.resend.mutationOptions())
  const send = async () => {
    try {
      const { queued } = await resend.mutateAsync({ channel: props.channel })
      notify.ok(resendTexts("queued", { count: queued }))
    } catch (error) {
      notify.error(resendTexts("failed"))
      throw error
    }
    await queries.invalidateQueries({ queryKey: trpc.channel.list.queryKey() })
    await queries.invalidateQueries({ queryKey: trpc.notification.outbox.pathKey() })
  }
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={t("title", { count: props.count })}
      description={t("description")}
      confirmLabel={t("confirm")}
      cancelLabel={t("later")}
      onConfirm={send}
    />
  )
}
