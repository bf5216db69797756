"use client"

import type { ButtonProps } from "@/components/ui/button"
import {
  ArrowRightLeft,
  BellOff,
  CornerUpLeft,
  Ellipsis,
  Hand,
  Inbox,
  MessageCircleQuestion,
  Pause,
  Play,
  Undo2,
  UserPlus,
  type LucideIcon,
} from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { MenuButton } from "@/components/ui/menu"
import { moveKeys, type WorkMove } from "./moves"
import { keysOf, type InboxAction } from "./shortcuts"

const variants: Record<InboxAction["tone"], ButtonProps["variant"]> = {
  positive: "primary",
  negative: "danger-soft",
  neutral: "outline",
}

const icons = {
  claim: Hand,
  unclaim: Inbox,
  transfer: ArrowRightLeft,
  addSign: UserPlus,
  delegate: MessageCircleQuestion,
  return: CornerUpLeft,
  acknowledge: BellOff,
  pause: Pause,
  resume: Play,
  retract: Undo2,
  withdraw: Undo2,
} satisfies Record<WorkMove, LucideIcon>

/** What stands as a button of its own; the rest is in the menu. */
export const inTheOpen: ReadonlySet<WorkMove> = new Set(["claim", "transfer", "resume", "retract", "withdraw"])

/** The decisions of a todo as buttons, each with its key; what else can be done with it, and a menu of the rest. */
export function ActionBar(props: {
  actions: readonly InboxAction[]
  moves: readonly WorkMove[]
  /** The action under way. */
  pending: InboxAction | null
  isDisabled: boolean
  onAct: (action: InboxAction) => void
  onMove: (move: WorkMove) => void
  isMenuOpen: boolean
  onMenuOpenChange: (isOpen: boolean) => void
  /** Sends the comment alone; absent while there is none. */
  onComment: (() => void) | undefined
  isCommenting: boolean
}) {
  const t = useTranslations("inbox.actions")
  const locale = useLocale()
  const keys = keysOf(props.actions)
  const more = props.moves.filter((move) => !inTheOpen.has(move))
  return (
    <fieldset aria-label={t("label")} className="flex min-w-0 flex-wrap items-center gap-2">
      {props.actions.map((action, index) => {
        const key = keys[index] ?? null
        return (
          <Button
            key={`${action.decision}.${action.outcome ?? ""}`}
            variant={variants[action.tone]}
            className="max-md:flex-1"
            isDisabled={props.isDisabled}
            isPending={props.pending?.decision === action.decision && props.pending.outcome === action.outcome}
            aria-keyshortcuts={key ?? undefined}
            onPress={() => props.onAct(action)}
          >
            {action.title[locale]}
            {key && <KeyHint label={key} />}
          </Button>
        )
      })}
      <span className="flex-1 max-md:hidden" />
      {props.onComment && (
        <Button variant="ghost" isPending={props.isCommenting} onPress={props.onComment}>
          {t("commentOnly")}
        </Button>
      )}
      {props.moves
        .filter((move) => inTheOpen.has(move))
        .map((move) => {
          const Icon = icons[move]
          return (
            <Button
              key={move}
              variant={move === "claim" ? "primary" : move === "transfer" ? "ghost" : "outline"}
              aria-keyshortcuts={moveKeys[move]}
              isDisabled={props.isDisabled}
              onPress={() => props.onMove(move)}
            >
              <Icon aria-hidden="true" />
              {t(`moves.${move}`)}
              <KeyHint label={moveKeys[move]} />
            </Button>
          )
        })}
      {more.length > 0 && (
        <MenuButton
          label={t("more")}
          placement="top end"
          aria-keyshortcuts="m"
          isDisabled={props.isDisabled}
          isOpen={props.isMenuOpen}
          onOpenChange={props.onMenuOpenChange}
          groups={[
            {
              id: "moves",
              entries: more.map((move) => ({
                id: move,
                icon: icons[move],
                label: t(`moves.${move}`),
                description: t(`hints.${move}`),
                shortcut: moveKeys[move].toUpperCase(),
                onSelect: () => props.onMove(move),
              })),
            },
          ]}
        >
          <Ellipsis aria-hidden="true" />
          {t("more")}
        </MenuButton>
      )}
    </fieldset>
  )
}

/** The key on a button; phones have none. Decorative, `aria-keyshortcuts` says it. */
function KeyHint({ label }: { label: string }) {
  return (
    <kbd
      aria-hidden="true"
      className="-mr-1 inline-flex h-5 min-w-5 items-center justify-center rounded border border-current/25 px-1 font-sans text-xs opacity-75 max-md:hidden"
    >
      {label.toUpperCase()}
    </kbd>
  )
}
