"use client"

import { SearchField } from "@heroui/react/search-field"
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query"
import { CircleDot, CircleMinus, Moon, UserSearch } from "lucide-react"
import { useDeferredValue, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { Autocomplete } from "react-aria-components/Autocomplete"
import { ListBox, ListBoxItem } from "react-aria-components/ListBox"
import { refusalOf } from "@/components/ticket/refusal"
import { useIntentKey } from "@/components/ticket/use-intent-key"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { EmptyState } from "@/components/ui/empty-state"
import { Avatar } from "@/components/ui/person-chip"
import { SkeletonLines } from "@/components/ui/skeleton"
import { TextField } from "@/components/ui/text-field"
import type { Presence } from "@/core/people/directory"

const presenceLook = {
  online: { icon: CircleDot, ink: "text-ok" },
  busy: { icon: CircleMinus, ink: "text-late" },
  away: { icon: Moon, ink: "text-muted" },
} satisfies Record<Presence, unknown>

/** Hands a todo to a colleague: search, choose, say why. Arrow keys move in the list while the search keeps the focus. */
export function TransferDialog(props: {
  ticketId: string
  todoId: string
  /** Who has it now; not offered. */
  assigneeId: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onDone: (toName: string) => void
}) {
  const t = useTranslations("inbox.transfer")
  const ui = useTranslations("ui")
  const locale = useLocale()
  const trpc = useTRPC()
  const [search, setSearch] = useState("")
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null)
  const [comment, setComment] = useState("")
  const intent = useIntentKey()
  const wanted = useDeferredValue(search.trim())
  const query = useQuery(
    trpc.todo.colleagues.queryOptions({ search: wanted }, { enabled: props.isOpen, placeholderData: keepPreviousData }),
  )
  const people = query.data?.filter(
    ({ id, roles }) => id !== props.assigneeId && roles.some((role) => role !== "auditor"),
  )
  const transfer = useMutation(
    trpc.todo.transfer.mutationOptions({
      onSuccess: () => {
        props.onOpenChange(false)
        if (chosen) props.onDone(chosen.name)
      },
    }),
  )
  const submit = () => {
    if (!chosen || transfer.isPending) return
    transfer.mutate({
      ticketId: props.ticketId,
      todoId: props.todoId,
      toId: chosen.id,
      comment: comment.trim(),
      key: intent.key,
    })
  }
  const refusal = transfer.isError ? refusalOf(transfer.error) : null
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={t("title")}
      description={t("description")}
      isDismissable={!transfer.isPending}
      footer={
        <>
          <Button variant="outline" isDisabled={transfer.isPending} onPress={() => props.onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button variant="primary" isDisabled={!chosen} isPending={transfer.isPending} onPress={submit}>
            {chosen ? t("submitTo", { name: chosen.name }) : t("submit")}
          </Button>
        </>
      }
    >
      <div className="space-y-4 p-0.5">
        <div>
          <Autocomplete inputValue={search} onInputChange={setSearch}>
            {/* React Aria's own field: Autocomplete moves in the list while this has the focus. */}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for exactly this */}
            <SearchField aria-label={t("search")} value={search} onChange={setSearch} autoFocus>
              <SearchField.Group>
                <SearchField.SearchIcon />
                <SearchField.Input placeholder={t("search")} />
                <SearchField.ClearButton aria-label={ui("clear")} />
              </SearchField.Group>
            </SearchField>
            {!people ? (
              <SkeletonLines lines={4} className="mt-3" />
            ) : (
              <ListBox
                aria-label={t("people")}
                items={people}
                selectionMode="single"
                selectedKeys={chosen ? [chosen.id] : []}
                onSelectionChange={(keys) => {
                  const person = people.find(({ id }) => keys !== "all" && keys.has(id))
                  intent.renew()
                  setChosen(person ? { id: person.id, name: person.name } : null)
                }}
                renderEmptyState={() => (
                  <EmptyState size="compact" icon={UserSearch} title={t("nobody")} description={t("nobodyHint")} />
                )}
                className="mt-2 max-h-64 overflow-y-auto rounded-lg border border-border p-1 outline-none"
              >
                {(person) => {
                  const { icon: Icon, ink } = presenceLook[person.presence]
                  return (
                    <ListBoxItem
                      id={person.id}
                      textValue={person.name}
                      className="flex min-h-10 cursor-pointer items-center gap-2.5 rounded-lg px-2 text-sm outline-none data-[focused]:bg-default data-[selected]:bg-accent-soft md:min-h-8"
                    >
                      <Avatar name={person.name} />
                      <span className="max-w-[60%] shrink-0 truncate">{person.name}</span>
                      <span className="min-w-0 flex-1 truncate text-right text-xs text-muted">
                        {person.roles.map((role) => t(`roles.${role}`)).join(locale === "zh" ? "、" : ", ")}
                      </span>
                      <span className={`inline-flex shrink-0 items-center gap-1 text-xs ${ink}`}>
                        <Icon className="size-3.5" aria-hidden="true" />
                        {t(`presence.${person.presence}`)}
                      </span>
                    </ListBoxItem>
                  )
                }}
              </ListBox>
            )}
          </Autocomplete>
        </div>
        <TextField
          label={t("comment")}
          lines={2}
          maxLength={4000}
          value={comment}
          onChange={(value) => {
            intent.renew()
            setComment(value)
          }}
        />
        {refusal && (
          <Banner meaning="breached" isAssertive>
            {refusal.is === "refused" ? refusal.problems.map((problem) => problem[locale]).join(" ") : t(refusal.is)}
          </Banner>
        )}
      </div>
    </Dialog>
  )
}
