"use client"

import { useState, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import { Button } from "./button"
import { Dialog } from "./dialog"

export interface ConfirmProps {
  title: ReactNode
  /** What will happen, and whether it can be undone. */
  description?: ReactNode
  /** The verb, not "OK". */
  confirmLabel: string
  cancelLabel?: string
  isDanger?: boolean
  /** May return a promise: the dialog waits for it and stays open when it rejects. */
  onConfirm: () => unknown
  children?: ReactNode
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmProps & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const t = useTranslations("ui")
  const [isBusy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    try {
      await props.onConfirm()
      props.onOpenChange(false)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={props.title}
      description={props.description}
      size="sm"
      isDismissable={!isBusy}
      footer={
        <>
          <Button variant="outline" isDisabled={isBusy} onPress={() => props.onOpenChange(false)}>
            {props.cancelLabel ?? t("cancel")}
          </Button>
          <Button
            variant={props.isDanger ? "danger" : "primary"}
            isPending={isBusy}
            onPress={() => void confirm().catch(() => undefined)}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  )
}
