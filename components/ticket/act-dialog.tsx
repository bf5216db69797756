"use client"

import type { ReactNode } from "react"
import { useLocale, useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, type DialogProps } from "@/components/ui/dialog"
import type { StepState } from "./use-step"

/**
 * A dialog that takes one step on a ticket: what to say about it, one button that does it, and why it was refused. Ctrl or
 * ⌘ with Enter presses the button from any field. Mount it to open it; so its fields are empty each time.
 */
export function ActDialog(props: {
  title: ReactNode
  description?: ReactNode
  submit: string
  isReady?: boolean
  isDanger?: boolean
  size?: DialogProps["size"]
  step: StepState
  onSubmit: () => void
  onClose: () => void
  children?: ReactNode
}) {
  const t = useTranslations("act")
  const locale = useLocale()
  const { isPending, refusal } = props.step
  const isReady = props.isReady ?? true
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose()
      }}
      title={props.title}
      description={props.description}
      size={props.size ?? "md"}
      isDismissable={!isPending}
      footer={
        <>
          <Button variant="outline" isDisabled={isPending} onPress={props.onClose}>
            {t("cancel")}
          </Button>
          <Button
            variant={props.isDanger ? "danger" : "primary"}
            isDisabled={!isReady}
            isPending={isPending}
            onPress={props.onSubmit}
          >
            {props.submit}
          </Button>
        </>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a shortcut for what the button does */}
      <div
        className="space-y-4 p-0.5"
        // On the way in: a list would take the Enter for its own and choose again.
        onKeyDownCapture={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !isReady) return
          event.preventDefault()
          event.stopPropagation()
          props.onSubmit()
        }}
      >
        {props.children}
        {refusal && (
          <Banner meaning="breached" isAssertive>
            {refusal.is === "refused"
              ? refusal.problems.map((problem) => problem[locale]).join(locale === "zh" ? "" : " ")
              : t(`refusal.${refusal.is}`)}
          </Banner>
        )}
      </div>
    </Dialog>
  )
}
