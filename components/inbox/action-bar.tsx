"use client"

import type { ButtonProps } from "@/components/ui/button"
import { ArrowRightLeft } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { keysOf, type InboxAction } from "./shortcuts"

const variants: Record<InboxAction["tone"], ButtonProps["variant"]> = {
  positive: "primary",
  negative: "danger-soft",
  neutral: "outline",
}

/** The decisions of a todo as buttons, each with its key, and handing it on. */
export function ActionBar(props: {
  actions: readonly InboxAction[]
  /** The action under way. */
  pending: InboxAction | null
  isDisabled: boolean
  onAct: (action: InboxAction) => void
  /** Absent when this person may not hand it on. */
  onTransfer: (() => void) | undefined
  /** Sends the comment alone; absent while there is none. */
  onComment: (() => void) | undefined
  isCommenting: boolean
}) {
  const t = useTranslations("inbox.actions")
  const locale = useLocale()
  const keys = keysOf(props.actions)
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
      {props.onTransfer && (
        <Button variant="ghost" aria-keyshortcuts="t" isDisabled={props.isDisabled} onPress={props.onTransfer}>
          <ArrowRightLeft aria-hidden="true" />
          {t("transfer")}
          <KeyHint label="t" />
        </Button>
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
