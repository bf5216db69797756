"use client"

import { Modal } from "@heroui/react/modal"
import { useTranslations } from "use-intl"
import type { DialogProps } from "./dialog"

/** The opened half of Dialog; loaded on demand. */
export function DialogPanel(props: DialogProps) {
  const t = useTranslations("ui")
  const isDismissable = props.isDismissable ?? true
  return (
    <Modal.Backdrop
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
    >
      <Modal.Container size={props.size === "xl" ? "lg" : (props.size ?? "md")}>
        <Modal.Dialog className={props.size === "xl" ? "sm:max-w-4xl" : undefined}>
          {isDismissable && <Modal.CloseTrigger aria-label={t("close")} />}
          <Modal.Header>
            <Modal.Heading>{props.title}</Modal.Heading>
            {props.description && <p className="-mt-2 text-sm text-pretty text-muted">{props.description}</p>}
          </Modal.Header>
          {props.children && <Modal.Body className="text-foreground">{props.children}</Modal.Body>}
          {props.footer && <Modal.Footer>{props.footer}</Modal.Footer>}
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  )
}
