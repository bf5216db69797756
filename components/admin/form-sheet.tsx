"use client"

import { useId, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { SideSheet } from "@/components/ui/side-sheet"

/** A form in a side sheet: Enter sends it, refusals without a field stand above it, the dangerous action stands apart. */
export function FormSheet(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: ReactNode
  description?: ReactNode
  submitLabel: string
  isBusy: boolean
  isDisabled?: boolean
  /** Refusals that belong to no field. */
  others: readonly string[]
  onSubmit: () => void
  danger?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations("admin")
  const id = useId()
  return (
    <SideSheet
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={props.title}
      description={props.description}
      footer={
        <div className="flex w-full items-center gap-2">
          {props.danger}
          <span className="flex-1" />
          <Button variant="outline" isDisabled={props.isBusy} onPress={() => props.onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button type="submit" form={id} isPending={props.isBusy} isDisabled={props.isDisabled}>
            {props.submitLabel}
          </Button>
        </div>
      }
    >
      <form
        id={id}
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!props.isBusy && !props.isDisabled) props.onSubmit()
        }}
      >
        {props.others.length > 0 && (
          <Banner meaning="breached" isAssertive>
            {props.others.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </Banner>
        )}
        {props.children}
      </form>
    </SideSheet>
  )
}
