"use client"

import { BellRing, Ellipsis, History, RotateCw, Send, Shuffle, Undo2 } from "lucide-react"
import { useMemo, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { usePageShortcuts } from "@/components/shell/page-shortcuts"
import { usePageKeys } from "@/components/shell/use-page-keys"
import { useTRPCClient } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { ButtonLink } from "@/components/ui/button-link"
import { MenuButton, type MenuEntry } from "@/components/ui/menu"
import { notify } from "@/components/ui/notify"
import { onOpening } from "@/components/ui/on-demand"
import type { EventNames } from "./event-names"
import type { TicketDetail } from "./incident-panel"

const CopyDialog = onOpening(async () => (await import("./copy-dialog")).CopyDialog)
const MoveDialog = onOpening(async () => (await import("./move-dialog")).MoveDialog)
const WordDialog = onOpening(async () => (await import("./word-dialog")).WordDialog)

type OpenDialog =
  | { is: "copy" | "urge" | "jump" | "reopen" | "revoke" }
  | { is: "withdraw"; activationId: string; nodeId: string }

/** What the viewer can do with the ticket as a whole: the frequent as buttons, the rest in a menu, each by key too. */
export function TicketActions({ ticket, names }: { ticket: TicketDetail; names: EventNames }) {
  const t = useTranslations("ticket.actions")
  const act = useTranslations("act")
  const locale = useLocale()
  const client = useTRPCClient()
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const { id: ticketId, may, state, number } = ticket
  const active = Object.values(state.todos).filter((todo) => todo.state === "active")
  const mayUrge = may.urge && active.length > 0
  const [taken] = may.withdraw

  const entry = (is: "copy" | "jump" | "reopen" | "revoke", icon: MenuEntry["icon"], more?: Partial<MenuEntry>) => ({
    id: is,
    icon,
    label: t(is),
    onSelect: () => setDialog({ is }),
    isOffered: may[is],
    ...more,
  })
  const entries = [
    entry("copy", Send),
    entry("jump", Shuffle),
    entry("reopen", RotateCw),
    entry("revoke", Undo2, { isDanger: true }),
  ]
    .filter(({ isOffered }) => isOffered)
    .map(({ isOffered: _offered, ...one }): MenuEntry => one)

  const shortcuts = useMemo(
    () => ({
      title: t("shortcuts"),
      lines: [
        { label: t("urge"), keys: ["U"] },
        { label: t("takeBack"), keys: ["W"] },
        { label: t("more"), keys: ["M"] },
      ],
    }),
    [t],
  )
  usePageShortcuts(shortcuts)
  usePageKeys((key) => {
    if (key === "u" && mayUrge) setDialog({ is: "urge" })
    else if (key === "w" && taken) setDialog({ is: "withdraw", ...taken })
    else if (key === "m" && entries.length > 0) setMenuOpen(true)
    else return false
    return true
  })

  const onClose = () => setDialog(null)
  const list = (people: string[]) => people.join(locale === "zh" ? "、" : ", ")
  const done = (word: "urged" | "copied" | "takenBack" | "moved" | "reopened" | "revoked", name = "") =>
    notify.ok(t(word, { number, name }))
  const word = dialog && wordOf(dialog)

  /** The dialogs that need nothing but somebody's word. */
  function wordOf(open: OpenDialog) {
    if (open.is === "urge") {
      const people = [...new Set(active.map((todo) => names.person(todo.assigneeId)[locale]))]
      return {
        title: act("urge.title"),
        description: act("urge.description", { names: list(people) }),
        comment: act("urge.comment"),
        submit: act("urge.submit"),
        send: (comment: string, key: string) => client.ticket.urge.mutate({ ticketId, comment, key }),
        onDone: () => done("urged"),
      }
    }
    if (open.is === "revoke") {
      return {
        title: act("revoke.title", { number }),
        description: act("revoke.description"),
        comment: act("revoke.comment"),
        submit: act("revoke.submit"),
        isDanger: true,
        send: (comment: string, key: string) => client.ticket.revoke.mutate({ ticketId, comment, key }),
        onDone: () => done("revoked"),
      }
    }
    if (open.is !== "withdraw") return null
    const node = names.node(open.nodeId)[locale]
    return {
      title: act("withdraw.title", { node }),
      description: act("withdraw.description"),
      comment: act("withdraw.comment"),
      submit: act("withdraw.submit"),
      send: (comment: string, key: string) =>
        client.ticket.withdraw.mutate({ ticketId, activationId: open.activationId, comment, key }),
      onDone: () => done("takenBack", node),
    }
  }

  return (
    <>
      <ButtonLink href={`/tickets/${ticketId}/replay`} variant="outline">
        <History aria-hidden="true" />
        <span className="max-md:sr-only">{t("replay")}</span>
      </ButtonLink>
      {mayUrge && (
        <Button variant="outline" aria-keyshortcuts="u" onPress={() => setDialog({ is: "urge" })}>
          <BellRing aria-hidden="true" />
          <span className="max-md:sr-only">{t("urge")}</span>
        </Button>
      )}
      {may.withdraw.map((one) => (
        <Button
          key={one.activationId}
          variant="outline"
          aria-keyshortcuts={one === taken ? "w" : undefined}
          onPress={() => setDialog({ is: "withdraw", ...one })}
        >
          <Undo2 aria-hidden="true" />
          <span className="max-w-56 truncate max-md:sr-only">
            {t("takeBackNode", { node: names.node(one.nodeId)[locale] })}
          </span>
        </Button>
      ))}
      {entries.length > 0 && (
        <MenuButton
          label={t("more")}
          variant="outline"
          aria-keyshortcuts="m"
          isIconOnly
          isOpen={isMenuOpen}
          onOpenChange={setMenuOpen}
          groups={[
            { id: "ticket", entries: entries.filter(({ isDanger }) => !isDanger) },
            { id: "danger", entries: entries.filter(({ isDanger }) => isDanger) },
          ]}
        >
          <Ellipsis aria-hidden="true" />
        </MenuButton>
      )}
      {dialog?.is === "copy" && (
        <CopyDialog ticketId={ticketId} onDone={(people) => done("copied", list(people))} onClose={onClose} />
      )}
      {(dialog?.is === "jump" || dialog?.is === "reopen") && (
        <MoveDialog
          how={dialog.is}
          ticket={ticket}
          names={names}
          onDone={(name) => done(dialog.is === "jump" ? "moved" : "reopened", name)}
          onClose={onClose}
        />
      )}
      {word && <WordDialog ticketId={ticketId} onClose={onClose} {...word} />}
    </>
  )
}
