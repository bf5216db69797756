"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { X } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { SearchSelect } from "@/components/ui/search-select"
import { TextField } from "@/components/ui/text-field"
import type { Comments } from "./use-comments"

const mentionsMax = 20
const bodyMax = 4000

/** Says something: a new thread, or a reply. Who is told gets a message. Keeps the text when it cannot be saved. */
export function CommentForm(props: {
  flowId: string
  people: Comments["people"]
  label: string
  about: { threadId: string | null; nodeId: string | null; nodeName: string | null }
  hasFirstFocus?: boolean
  onDone?: () => void
}) {
  const t = useTranslations("designer.together")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [body, setBody] = useState("")
  const [mentions, setMentions] = useState<readonly string[]>([])
  const add = useMutation(
    trpc.flow.addComment.mutationOptions({
      onSuccess: () => {
        setBody("")
        setMentions([])
        props.onDone?.()
      },
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.flow.comments.queryKey({ flowId: props.flowId }) }),
    }),
  )
  const text = body.trim()
  const send = () => {
    if (text === "" || add.isPending) return
    const { threadId, nodeId, nodeName } = props.about
    add.mutate({
      flowId: props.flowId,
      threadId,
      nodeId,
      nodeName: nodeName?.slice(0, 200) ?? null,
      body: text,
      mentions: [...mentions],
    })
  }
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextField
        label={props.label}
        value={body}
        lines={2}
        maxLength={bodyMax}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where a person has just asked to reply
        autoFocus={props.hasFirstFocus}
        onChange={setBody}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send()
        }}
        error={add.isError ? t("failed") : undefined}
      />
      {(text !== "" || mentions.length > 0) && (
        <>
          {mentions.length > 0 && (
            <ul className="flex flex-wrap gap-1.5">
              {mentions.map((id) => {
                const name = props.people.find((person) => person.id === id)?.name ?? ""
                return (
                  <li key={id}>
                    <button
                      type="button"
                      aria-label={t("removeMention", { name })}
                      onClick={() => setMentions(mentions.filter((each) => each !== id))}
                      className="inline-flex h-7 items-center gap-1 rounded-md bg-accent-soft px-2 text-xs hover:bg-default"
                    >
                      @{name}
                      <X className="size-3" aria-hidden="true" />
                    </button>
                  </li>
                )
              })}
            </ul>
          )}
          {mentions.length < mentionsMax && (
            <SearchSelect
              label={t("mention")}
              isLabelHidden
              description={t("mentionHint")}
              searchLabel={t("search")}
              value={null}
              valueText={t("addMention")}
              load={() =>
                props.people.flatMap(({ id, name }) => (mentions.includes(id) ? [] : [{ value: id, label: name }]))
              }
              onChange={(id) => setMentions([...mentions, id])}
            />
          )}
        </>
      )}
      <div className="flex justify-end gap-2">
        {props.onDone && (
          <Button size="sm" variant="ghost" onPress={props.onDone}>
            {t("cancel")}
          </Button>
        )}
        <Button size="sm" type="submit" isPending={add.isPending} isDisabled={text === ""}>
          {t("send")}
        </Button>
      </div>
    </form>
  )
}
