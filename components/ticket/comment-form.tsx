"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useTRPC } from "@/components/trpc"
import { refusalOf } from "./refusal"
import { useIntentKey } from "./use-intent-key"

const commentCharsMax = 4000

/** A remark on the ticket, without deciding anything. Ctrl or ⌘ with Enter sends it. */
export function CommentForm({ ticketId }: { ticketId: string }) {
  const t = useTranslations("ticket.comment")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [comment, setComment] = useState("")
  // One key for one text: sent twice over a bad line, it still stands in the trace once.
  const intent = useIntentKey()
  const send = useMutation(
    trpc.ticket.comment.mutationOptions({
      onSuccess: () => {
        setComment("")
        intent.renew()
        return queries.invalidateQueries({ queryKey: trpc.ticket.get.queryKey({ ticketId }) })
      },
    }),
  )
  const text = comment.trim()
  const submit = () => {
    if (text === "" || send.isPending) return
    send.mutate({ ticketId, comment: text, key: intent.key })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextField
        label={t("label")}
        placeholder={t("placeholder")}
        lines={2}
        maxLength={commentCharsMax}
        value={comment}
        onChange={(value) => {
          setComment(value)
          intent.renew()
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          submit()
        }}
        className="[&_textarea]:resize-none [&_textarea]:field-sizing-content"
      />
      {send.isError && (
        <Banner meaning="breached" isAssertive className="mt-2">
          {t(refusalOf(send.error).is === "gone" ? "closed" : "failed")}
        </Banner>
      )}
      <div className="mt-2 flex justify-end">
        <Button type="submit" variant="outline" isDisabled={text === ""} isPending={send.isPending}>
          {t("send")}
        </Button>
      </div>
    </form>
  )
}
