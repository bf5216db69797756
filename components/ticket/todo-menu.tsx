"use client"

import { ArrowRightLeft, Ellipsis, Hand, Inbox, Pause, Play, Undo2, UserMinus } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPCClient } from "@/components/trpc"
import { MenuButton, type MenuEntry } from "@/components/ui/menu"
import { notify } from "@/components/ui/notify"
import { onOpening } from "@/components/ui/on-demand"
import type { TodoOptions } from "@/core/ticket/options"
import { useStep } from "./use-step"

const HandDialog = onOpening(async () => (await import("./hand-dialog")).HandDialog)
const PauseDialog = onOpening(async () => (await import("./pause-dialog")).PauseDialog)
const WordDialog = onOpening(async () => (await import("./word-dialog")).WordDialog)

/** What the viewer can do with one todo on the ticket's page; nothing where that is nothing. */
export function TodoMenu(props: {
  ticketId: string
  todoId: string
  options: TodoOptions
  /** Whose todo it is. */
  name: string
  /** Who has a say in this step already. */
  signerIds: ReadonlySet<string>
}) {
  const t = useTranslations("ticket.todoMenu")
  const r = useTranslations("act.removeSign")
  const client = useTRPCClient()
  const [dialog, setDialog] = useState<"transfer" | "removeSign" | "pause" | null>(null)
  const { ticketId, todoId, options, name } = props
  const retract = useStep(
    ticketId,
    (_: null, key) => client.todo.retract.mutate({ ticketId, todoId, key }),
    () => notify.ok(t("retracted")),
  )
  const resume = useStep(
    ticketId,
    (_: null, key) => client.todo.resume.mutate({ ticketId, todoId, comment: "", key }),
    () => notify.ok(t("resumed")),
  )
  const unclaim = useStep(
    ticketId,
    (_: null, key) => client.todo.unclaim.mutate({ ticketId, todoId, comment: "", key }),
    () => notify.ok(t("unclaimed")),
  )
  const offered: (MenuEntry & { isOffered: boolean })[] = [
    { id: "work", isOffered: options.decide, icon: Inbox, label: t("work"), href: `/inbox?todo=${ticketId}.${todoId}` },
    {
      id: "claim",
      isOffered: options.claim,
      icon: Hand,
      label: t("claim"),
      href: `/inbox?view=queues&todo=${ticketId}.${todoId}`,
    },
    {
      id: "unclaim",
      isOffered: options.unclaim,
      icon: Undo2,
      label: t("unclaim"),
      onSelect: () => unclaim.take(null),
    },
    {
      id: "transfer",
      isOffered: options.transfer,
      icon: ArrowRightLeft,
      label: t("transfer"),
      onSelect: () => setDialog("transfer"),
    },
    {
      id: "pause",
      isOffered: options.pause,
      icon: Pause,
      label: t("pause"),
      onSelect: () => setDialog("pause"),
    },
    {
      id: "resume",
      isOffered: options.resume,
      icon: Play,
      label: t("resume"),
      onSelect: () => resume.take(null),
    },
    {
      id: "removeSign",
      isOffered: options.removeSign,
      icon: UserMinus,
      label: t("removeSign"),
      onSelect: () => setDialog("removeSign"),
    },
    {
      id: "retract",
      isOffered: options.retract,
      icon: Undo2,
      label: t("retract"),
      onSelect: () => retract.take(null),
    },
  ]
  const entries = offered.filter(({ isOffered }) => isOffered).map(({ isOffered: _offered, ...entry }) => entry)
  if (entries.length === 0) return null
  const place = { ticketId, todoId, onClose: () => setDialog(null) }
  return (
    <>
      <MenuButton label={t("label", { name })} isIconOnly size="sm" groups={[{ id: "todo", entries }]}>
        <Ellipsis aria-hidden="true" />
      </MenuButton>
      {dialog === "transfer" && (
        <HandDialog
          {...place}
          how="transfer"
          without={props.signerIds}
          onDone={(to) => notify.ok(t("transferred", { name: to }))}
        />
      )}
      {dialog === "pause" && <PauseDialog {...place} onDone={() => notify.ok(t("paused"))} />}
      {dialog === "removeSign" && (
        <WordDialog
          ticketId={ticketId}
          title={r("title", { name })}
          description={r("description")}
          submit={r("submit")}
          isDanger
          send={(comment, key) => client.todo.removeSign.mutate({ ticketId, todoId, comment, key })}
          onDone={() => notify.ok(t("removed", { name }))}
          onClose={place.onClose}
        />
      )}
    </>
  )
}
