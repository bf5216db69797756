"use client"

import { Drawer } from "@heroui/react/drawer"
import clsx from "clsx"
import { useTranslations } from "use-intl"
import type { SideSheetProps } from "./side-sheet"

const widths = { sm: "sm:w-80", md: "sm:w-[26rem]", lg: "sm:w-[40rem]" }

/** The opened half of SideSheet; loaded on demand. */
export function SideSheetPanel(props: SideSheetProps) {
  const t = useTranslations("ui")
  const placement = props.placement ?? "right"
  return (
    <Drawer.Backdrop isOpen={props.isOpen} onOpenChange={props.onOpenChange} isDismissable>
      <Drawer.Content placement={placement}>
        <Drawer.Dialog className={clsx("p-0", placement !== "bottom" && [widths[props.size ?? "md"], "max-w-[92vw]"])}>
          <Drawer.CloseTrigger aria-label={t("close")} />
          <Drawer.Header className="gap-0.5 border-b border-separator px-5 py-3.5 pr-12">
            <Drawer.Heading className="text-base font-semibold">{props.title}</Drawer.Heading>
            {props.description && <p className="text-sm text-muted">{props.description}</p>}
          </Drawer.Header>
          <Drawer.Body className="m-0 px-5 py-4 text-sm text-foreground">{props.children}</Drawer.Body>
          {props.footer && (
            <Drawer.Footer className="border-t border-separator px-5 py-3">{props.footer}</Drawer.Footer>
          )}
        </Drawer.Dialog>
      </Drawer.Content>
    </Drawer.Backdrop>
  )
}
